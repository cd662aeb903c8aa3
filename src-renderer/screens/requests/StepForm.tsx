/** One step of a request as a form. It is signed or recorded for good: no Enter meant for something else sends it. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { DangerButton } from '../../components/DangerButton.tsx';
import { FormPage } from '../../components/form/FormPage.tsx';
import { FormActions } from '../../components/form/fields.tsx';
import type { CallForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';

interface Props<V extends object, T> {
  readonly form: CallForm<V, T>;
  readonly requestId: string;
  readonly actLabel: string;
  /** What the act brings about, in words. */
  readonly consequence: string;
  readonly closed?: boolean;
  readonly children?: ReactNode;
}

export function StepForm<V extends object, T>(props: Props<V, T>): ReactNode {
  const { form, requestId, actLabel, consequence, closed = false, children } = props;
  const t = useMessages();
  const back = link('requests', requestId);
  return (
    <FormPage onSubmit={async () => {}}>
      <p>{consequence}</p>
      {children}
      {form.error && <ErrorMessage error={form.error} />}
      <FormActions>
        <DangerButton
          loading={form.busy}
          disabled={closed}
          onClick={() => void form.submit().then((done) => done !== null && go(back))}
        >
          {actLabel}
        </DangerButton>
        <Button variant="default" onClick={() => go(back)}>
          {t('action.notNow')}
        </Button>
      </FormActions>
    </FormPage>
  );
}

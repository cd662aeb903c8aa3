/** An act that needs a reason: names the object and the consequence, takes the reason, never goes off by Enter. */
import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDraft } from '../app/drafts.ts';
import { useMessages } from '../app/messages.ts';
import { useAction } from '../app/useCall.ts';
import { DangerButton } from './DangerButton.tsx';
import { Dialog } from './Dialog.tsx';
import { FormActions } from './form/fields.tsx';
import { ErrorMessage } from './Message.tsx';
import styles from './ReasonDialog.module.css';

interface Props {
  readonly title: string;
  readonly consequence: string;
  readonly actLabel: string;
  /** The reason is kept under this name until the act is done. */
  readonly draft: string;
  readonly onAct: (reason: string) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const NO_REASON = { reason: '' };

export function ReasonDialog({ title, consequence, actLabel, draft, onAct, onDone, onClose }: Props): ReactNode {
  const t = useMessages();
  const { value, change, reset } = useDraft(draft, NO_REASON);
  const act = useAction(async () => {
    await onAct(value.reason);
    reset();
    onDone();
  });
  return (
    <Dialog onClose={onClose} title={title}>
      <div className={styles.body}>
        <p>{consequence}</p>
        <Textarea
          label={t('reason.label')}
          description={t('reason.hint')}
          withAsterisk
          data-autofocus
          value={value.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        {act.error && <ErrorMessage error={act.error} onClose={act.clear} />}
        <FormActions>
          <DangerButton loading={act.busy} disabled={value.reason.trim() === ''} onClick={() => void act.run()}>
            {actLabel}
          </DangerButton>
          <Button variant="default" onClick={onClose}>
            {t('action.notNow')}
          </Button>
        </FormActions>
      </div>
    </Dialog>
  );
}

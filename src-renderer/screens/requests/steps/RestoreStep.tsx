/** Lifts a suspension: counsel asks, a superior agrees. */
import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Account, actParameters } from '../../../../src-preload/contract/index.ts';
import { useDraft } from '../../../app/drafts.ts';
import { call } from '../../../app/engine.ts';
import { useMessages } from '../../../app/messages.ts';
import { go, link } from '../../../app/router.ts';
import { useAction } from '../../../app/useCall.ts';
import { Ceremony, type CeremonyState, NO_CEREMONY } from '../../../components/ceremony/Ceremony.tsx';
import { FormPage } from '../../../components/form/FormPage.tsx';
import { FormActions } from '../../../components/form/fields.tsx';
import { ErrorMessage } from '../../../components/Message.tsx';
import { useGrantFacts } from '../useGrantFacts.tsx';
import type { StepProps } from './stepProps.ts';

const START: { reason: string; agreed: boolean } & CeremonyState = { reason: '', agreed: false, ...NO_CEREMONY };

export function RestoreStep({ detail, words }: StepProps): ReactNode {
  const t = useMessages();
  const { id, grant } = detail;
  const way = useDraft(`grant.restore ${id}`, START);
  const factsOf = useGrantFacts(words);
  const parameters =
    actParameters['grant.restore'].safeParse({ grantId: grant?.id, reason: way.value.reason }).data ?? null;
  const restore = useAction(async (ceremonyId: string) => {
    if (!parameters) return;
    await call('grant.restore', { id: parameters.grantId, reason: parameters.reason, ceremonyId });
    way.reset();
    go(link('requests', id));
  });
  if (grant === null) return null;
  if (!way.value.agreed || !parameters)
    return (
      <FormPage onSubmit={async () => way.change({ agreed: parameters !== null })}>
        <p>{t('grant.restore.what')}</p>
        <Textarea
          label={t('reason.label')}
          description={t('reason.hint')}
          withAsterisk
          value={way.value.reason}
          onChange={(event) => way.change({ reason: event.currentTarget.value })}
        />
        <FormActions>
          <Button type="submit" disabled={parameters === null}>
            {t('action.next')}
          </Button>
        </FormActions>
      </FormPage>
    );
  return (
    <>
      {restore.error && <ErrorMessage error={restore.error} onClose={restore.clear} />}
      <Ceremony
        act="grant.restore"
        parameters={parameters}
        describe={(signed) => [
          { label: t('request.number'), value: String(detail.registerNumber) },
          { label: t('reason.label'), value: signed.reason },
          ...(signed.grantId === grant.id ? factsOf(grant) : []),
        ]}
        state={way.value}
        onChange={way.change}
        mayWitness={isSuperior}
        goLabel={t('grant.restore')}
        goBusy={restore.busy}
        onGo={(ceremony) => void restore.run(ceremony.id)}
      />
    </>
  );
}

function isSuperior(account: Account): boolean {
  return account.role === 'superior';
}

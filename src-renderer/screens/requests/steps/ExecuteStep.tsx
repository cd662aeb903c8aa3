/** Opens the grant, by two people. */
import type { ReactNode } from 'react';
import type { Account } from '../../../../src-preload/contract/index.ts';
import { useDraft } from '../../../app/drafts.ts';
import { call } from '../../../app/engine.ts';
import { useMessages } from '../../../app/messages.ts';
import { go, link } from '../../../app/router.ts';
import { useAction } from '../../../app/useCall.ts';
import { Ceremony, type CeremonyState, NO_CEREMONY } from '../../../components/ceremony/Ceremony.tsx';
import { ErrorMessage } from '../../../components/Message.tsx';
import { useGrantFacts } from '../useGrantFacts.tsx';
import type { StepProps } from './stepProps.ts';

export function ExecuteStep({ detail, words }: StepProps): ReactNode {
  const t = useMessages();
  const { id, grant } = detail;
  const way = useDraft<CeremonyState>(`request.execute ${id}`, NO_CEREMONY);
  const factsOf = useGrantFacts(words);
  const execute = useAction(async (ceremonyId: string) => {
    await call('request.execute', { id, ceremonyId });
    way.reset();
    go(link('requests', id));
  });
  if (grant === null) return null;
  return (
    <>
      {execute.error && <ErrorMessage error={execute.error} onClose={execute.clear} />}
      <Ceremony
        act="retrieval.execute"
        parameters={{ requestId: id, grantId: grant.id }}
        describe={(signed) =>
          signed.grantId === grant.id
            ? [
                { label: t('request.number'), value: String(detail.registerNumber) },
                { label: t('request.cause'), value: detail.cause },
                ...factsOf(grant),
              ]
            : [{ label: t('grant.title'), value: signed.grantId }]
        }
        state={way.value}
        onChange={way.change}
        mayWitness={isWitness}
        goLabel={t('request.step.execute')}
        goBusy={execute.busy}
        onGo={(ceremony) => void execute.run(ceremony.id)}
      />
    </>
  );
}

function isWitness(account: Account): boolean {
  return account.role === 'witness';
}

import type { ReactNode } from 'react';
import type { CaseDetail } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';

interface Props {
  readonly current: CaseDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function HoldDialog({ current, onDone, onClose }: Props): ReactNode {
  const t = useMessages();
  const act = current.legalHold ? 'lift' : 'set';
  return (
    <ReasonDialog
      title={t(`case.hold.${act}.title`, { number: current.number, title: current.title })}
      consequence={t(`case.hold.${act}.consequence`)}
      actLabel={t(`case.hold.${act}`)}
      draft={`case.hold ${current.id}`}
      onAct={(reason) => call('case.hold', { id: current.id, hold: !current.legalHold, reason })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

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

export function CloseCaseDialog({ current, onDone, onClose }: Props): ReactNode {
  const t = useMessages();
  return (
    <ReasonDialog
      title={t('case.close.title', { number: current.number, title: current.title })}
      consequence={t('case.close.consequence')}
      actLabel={t('case.close')}
      draft={`case.close ${current.id}`}
      onAct={(reason) => call('case.close', { id: current.id, reason })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

import type { ReactNode } from 'react';
import type { CallOutput } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Enrolment } from '../../components/Enrolment.tsx';

interface Props {
  readonly enrolment: CallOutput<'user.add'>;
  readonly onDone: () => void;
}

/** Closes only by saying that the secret was kept: it is not shown again. */
export function EnrolmentDialog({ enrolment, onDone }: Props): ReactNode {
  const t = useMessages();
  return (
    <Dialog title={t('enrolment.title', { username: enrolment.username })} onClose={onDone} closable={false}>
      <Enrolment enrolment={enrolment} doneLabel={t('enrolment.done')} onDone={onDone} />
    </Dialog>
  );
}

/** Before anybody signed in the rail is not there to go back with. */
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useStanding } from '../../app/session.ts';
import { BackLink } from '../../components/BackLink.tsx';

export function ToSignIn(): ReactNode {
  const t = useMessages();
  const { standing } = useStanding();
  return standing?.session ? null : <BackLink to="#/">{t('verify.toSignIn')}</BackLink>;
}

/** Before anybody signed in the rail is not there to go back with. */
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useSessionContext } from '../../app/session.tsx';
import { BackLink } from '../../components/BackLink.tsx';

export function ToSignIn(): ReactNode {
  const t = useMessages();
  const { standing } = useSessionContext();
  return standing?.session ? null : <BackLink to="#/">{t('verify.toSignIn')}</BackLink>;
}

/** What was said before and after, as far as the grant reaches. */
import type { ReactNode } from 'react';
import type { SearchHit } from '../../../src-preload/contract/index.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';
import { EvidenceText } from '../../components/EvidenceText.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Time } from '../../components/Time.tsx';
import styles from './search.module.css';

const AROUND = 10;

interface Props {
  readonly hit: SearchHit;
  readonly grantId: string;
  readonly onPick: (hit: SearchHit) => void;
}

export function ConversationAround({ hit, grantId, onPick }: Props): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  const context = useCall('search.context', { grantId, messageId: hit.id, before: AROUND, after: AROUND });
  if (context.error) return <ErrorMessage error={context.error} onRetry={context.reload} />;
  if (!context.value) return <p className="dim">{t('state.loading')}</p>;
  return (
    <>
      <ol className={styles.around}>
        {context.value.map((message) => (
          <li key={message.id} aria-current={message.id === hit.id || undefined}>
            <div className={styles.said}>
              <strong>
                <EvidenceText text={message.sender} />
              </strong>
              <span className="dim small">
                <Time at={message.at} />
              </span>
            </div>
            {message.text === '' ? (
              <span className="dim">{known(`intake.type.${message.type}`) ?? message.type}</span>
            ) : (
              <EvidenceText text={message.text} marks={message.id === hit.id ? hit.highlights : message.highlights} />
            )}
            {message.id !== hit.id && (
              <button type="button" className={styles.look} onClick={() => onPick(message)}>
                {t('search.look')}
              </button>
            )}
          </li>
        ))}
      </ol>
      <p className="dim small">{t('search.around.what')}</p>
    </>
  );
}

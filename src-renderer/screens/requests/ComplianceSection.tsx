import type { ReactNode } from 'react';
import type { ComplianceItem, RequestDetail } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import { useCall } from '../../app/useCall.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import { Section } from '../../components/Screen.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from './requests.module.css';

export function ComplianceSection({ detail }: { readonly detail: RequestDetail }): ReactNode {
  const t = useMessages();
  const items = useCall('request.compliance', { id: detail.id });
  return (
    <Section title={t('retrieval.compliance')}>
      {items.error && <ErrorMessage error={items.error} onRetry={items.reload} />}
      <ul className={styles.compliance}>
        {items.value?.map(({ item, present }) => (
          <li key={item}>
            <Verdict
              verdict={present ? 'matched' : 'not-performed'}
              word={t(present ? 'retrieval.present' : 'retrieval.absent')}
              of={t(`retrieval.item.${item}`)}
            />
            {!present && (
              <span>
                {t(`retrieval.missing.${item}`)} <a href={placeOf(item, detail)}>{t('retrieval.goThere')}</a>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where the missing thing is done. */
function placeOf(item: ComplianceItem['item'], { id, caseId }: RequestDetail): string {
  switch (item) {
    case 'medium-seal':
      return link('cases', caseId);
    case 'consent':
    case 'review':
      return link('requests', id, item);
    case 'signed-request':
    case 'scope':
    case 'tasks':
      return link('requests', id);
  }
}

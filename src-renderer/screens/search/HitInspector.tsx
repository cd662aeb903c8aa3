/** The record that is looked at: its text, inert; its times; its hash and proof; and the conversation around it. */
import type { ReactNode } from 'react';
import type { SearchHit } from '../../../src-preload/contract/index.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { EvidenceText } from '../../components/EvidenceText.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Inspector, InspectorSection } from '../../components/Inspector.tsx';
import { Time } from '../../components/Time.tsx';
import { ConversationAround } from './ConversationAround.tsx';
import { RecordProof } from './RecordProof.tsx';

interface Props {
  readonly hit: SearchHit;
  readonly grantId: string;
  readonly onPick: (hit: SearchHit) => void;
  readonly onClose: () => void;
}

export function HitInspector({ hit, grantId, onPick, onClose }: Props): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  return (
    <Inspector title={t('search.record', { id: hit.id })} onClose={onClose}>
      <InspectorSection title={t('search.column.text')}>
        {hit.text === '' ? (
          <p className="dim">{t('search.noText')}</p>
        ) : (
          <p>
            <EvidenceText text={hit.text} marks={hit.highlights} />
          </p>
        )}
      </InspectorSection>
      <InspectorSection title={t('search.facts')}>
        <Facts
          facts={[
            { label: t('search.column.sender'), value: hit.sender && <EvidenceText text={hit.sender} /> },
            { label: t('search.column.conversation'), value: <EvidenceText text={hit.conversation} /> },
            { label: t('search.column.type'), value: known(`intake.type.${hit.type}`) ?? hit.type },
            { label: t('search.column.at'), value: <Time at={hit.at} /> },
            ...(hit.at === null ? [] : [{ label: t('time.utc'), value: new Date(hit.at).toISOString() }]),
            { label: t('search.source'), value: t('scope.numbered', { number: hit.sourceId }) },
          ]}
        />
      </InspectorSection>
      <InspectorSection title={t('search.raw')}>
        <Hash algorithm="sha256" value={hit.rawSha256} />
        <p className="dim small">{t('search.raw.what')}</p>
      </InspectorSection>
      <InspectorSection title={t('search.proof')}>
        <RecordProof grantId={grantId} messageId={hit.id} />
      </InspectorSection>
      <InspectorSection title={t('search.around')}>
        <ConversationAround hit={hit} grantId={grantId} onPick={onPick} />
      </InspectorSection>
    </Inspector>
  );
}

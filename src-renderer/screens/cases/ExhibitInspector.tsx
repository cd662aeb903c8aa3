import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Exhibit } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { Facts } from '../../components/Facts.tsx';
import { Inspector, InspectorSection } from '../../components/Inspector.tsx';
import { Time } from '../../components/Time.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from './ExhibitInspector.module.css';
import { exhibitFacts } from './exhibitFacts.ts';

interface Props {
  readonly exhibit: Exhibit;
  readonly caseId: string;
  readonly onClose: () => void;
}

export function ExhibitInspector({ exhibit, caseId, onClose }: Props): ReactNode {
  const t = useMessages();
  return (
    <Inspector title={`${exhibit.number} ${exhibit.name}`} onClose={onClose}>
      <InspectorSection title={t('exhibit.images')}>
        {exhibit.images.length === 0 && <p className="dim">{t('exhibit.notImaged')}</p>}
        {exhibit.images.map((image) => (
          <div key={image.id} className={styles.image}>
            <Verdict verdict={image.imageVerdict} of={t('image.imageVerdict')} />
            <Verdict verdict={image.sourceVerdict} of={t('image.sourceVerdict')} />
            <Time at={image.endedAt} />
          </div>
        ))}
        <div>
          <Button variant="default" onClick={() => go(link('cases', caseId, exhibit.id))}>
            {t('exhibit.open')}
          </Button>
        </div>
      </InspectorSection>
      <InspectorSection title={t('exhibit.registered')}>
        <Facts facts={exhibitFacts(t, exhibit)} />
      </InspectorSection>
    </Inspector>
  );
}

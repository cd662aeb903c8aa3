/** An image: the two verdicts apart, integrity values, segments, what could not be read, and its log entry. */
import { type ReactNode, useMemo } from 'react';
import type { ImageRecord } from '../../../src-preload/contract/index.ts';
import { type KeyBinding, useKeys } from '../../app/keys.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { go, link } from '../../app/router.ts';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { ImageHashes } from '../../components/ImageHashes.tsx';
import { Inspector, InspectorSection } from '../../components/Inspector.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Time } from '../../components/Time.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from './ImageInspector.module.css';

export function ImageInspector({
  image,
  onClose,
}: {
  readonly image: ImageRecord;
  readonly onClose: () => void;
}): ReactNode {
  const t = useMessages();
  const { exactBytes, count } = useMeasures();
  const { nameAndAccount } = usePersonNames();
  const logLink = link('log', String(image.logIndex));
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [{ key: 'l', label: 'key.logOfThis', run: () => go(logLink) }],
    [logLink],
  );
  useKeys(bindings);
  return (
    <Inspector title={t('image.title')} onClose={onClose}>
      <InspectorSection title={t('image.verdicts')}>
        <Verdict verdict={image.imageVerdict} of={t('image.imageVerdict.of')} />
        <Verdict verdict={image.sourceVerdict} of={t('image.sourceVerdict.of')} />
      </InspectorSection>
      {image.badRanges.length > 0 && (
        <InspectorSection title={t('image.badRanges')}>
          <ul className={styles.list}>
            {image.badRanges.map((range) => (
              <li key={range.offset}>
                {t('image.badRange', {
                  offset: count(range.offset),
                  length: count(range.length),
                  errno: range.errno,
                })}
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
      <InspectorSection title={t('image.hashes')}>
        <ImageHashes image={image} />
      </InspectorSection>
      <InspectorSection title={t('image.facts')}>
        <Facts
          facts={[
            { label: t('acquire.format'), value: t(`acquire.format.${image.format}`) },
            { label: t('image.sourcePath'), value: <code className="breakable">{image.sourcePath}</code> },
            { label: t('image.sourceBytes'), value: exactBytes(image.sourceBytes) },
            { label: t('image.startedAt'), value: <Time at={image.startedAt} /> },
            { label: t('image.endedAt'), value: <Time at={image.endedAt} /> },
            { label: t('role.operator'), value: nameAndAccount(image.operator) },
            { label: t('role.witness'), value: nameAndAccount(image.witness) },
            {
              label: t('image.logEntry'),
              value: <a href={logLink}>{t('log.entryNumber', { index: image.logIndex })}</a>,
            },
          ]}
        />
      </InspectorSection>
      <InspectorSection title={t('image.segments', { count: image.segments.length })}>
        <ul className={styles.list}>
          {image.segments.map((segment) => (
            <li key={segment.path}>
              <code className="breakable">{segment.path}</code>
              <span className="dim">{exactBytes(segment.sizeBytes)}</span>
              {segment.sha256 !== null && <Hash algorithm="sha256" value={segment.sha256} />}
            </li>
          ))}
        </ul>
      </InspectorSection>
    </Inspector>
  );
}

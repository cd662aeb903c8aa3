/**
 * Where the record stands in its source, what it says in canonical form, and that it is one of those that were imported:
 * hash and path computed again when asked for. Asking is logged, so it is done when somebody asks.
 */
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { EvidenceRecord } from '../../../src-preload/contract/index.ts';
import { type KeyBinding, useKeys } from '../../app/keys.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';
import { EvidenceText } from '../../components/EvidenceText.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Verdict } from '../../components/Verdict.tsx';
import styles from './search.module.css';

interface Props {
  readonly grantId: string;
  readonly messageId: number;
}

export function RecordProof({ grantId, messageId }: Props): ReactNode {
  const t = useMessages();
  const [shown, setShown] = useState(false);
  const answer = useCall('record.get', shown ? { grantId, messageId } : null);
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [{ key: 'p', label: 'key.proof', run: () => setShown((last) => !last) }],
    [],
  );
  useKeys(bindings);
  return (
    <>
      <p className="dim">{t('search.proof.what')}</p>
      <div>
        <Button variant="default" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'search.proof.hide' : 'search.proof.show')}
        </Button>
      </div>
      {shown && answer.error && <ErrorMessage error={answer.error} onRetry={answer.reload} />}
      {shown && answer.value && <Proven record={answer.value} />}
    </>
  );
}

function Proven({ record }: { readonly record: EvidenceRecord }): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  const { count } = useMeasures();
  const { source, proof } = record;
  return (
    <>
      <Verdict verdict={record.rawVerdict} of={t('search.proof.raw')} />
      <Verdict verdict={proof.verdict} of={t('search.proof.path')} />
      <Facts
        facts={[
          { label: t('import.column.file'), value: <EvidenceText text={source.file} /> },
          ...(source.member === null
            ? []
            : [{ label: t('search.member'), value: <EvidenceText text={source.member} /> }]),
          { label: t('import.column.format'), value: known(`intake.format.${source.format}`) ?? source.format },
          {
            label: t('search.place'),
            value: t('search.place.bytes', { offset: count(source.offset), length: count(source.length) }),
          },
          { label: t('search.recordedTime'), value: <EvidenceText text={recordedTimeOf(record)} /> },
          {
            label: t('search.leaf'),
            value: t('search.leaf.of', { index: count(proof.leafIndex + 1), size: count(proof.treeSize) }),
          },
        ]}
      />
      <h4>{t('search.leafHash')}</h4>
      <Hash algorithm="sha256" value={proof.leafHash} />
      <h4>{t('import.merkleRoot')}</h4>
      <Hash algorithm="sha256" value={proof.merkleRoot} />
      <details className={styles.canonical}>
        <summary>{t('search.canonical')}</summary>
        <code>
          <EvidenceText text={record.canonicalForm} />
        </code>
      </details>
    </>
  );
}

/** As the source wrote it; empty where it wrote none. */
function recordedTimeOf({ canonicalForm }: EvidenceRecord): string {
  const { time } = JSON.parse(canonicalForm) as { readonly time?: unknown };
  return typeof time === 'string' ? time : '';
}

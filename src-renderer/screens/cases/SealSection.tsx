import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Exhibit, SealEvent } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { go, link } from '../../app/router.ts';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { SealDialog } from './SealDialog.tsx';

interface Props {
  readonly exhibit: Exhibit;
  readonly caseId: string;
  readonly writable: boolean;
  readonly onChanged: () => void;
}

const ROWS_SHOWN = 8;

export function SealSection({ exhibit, caseId, writable, onChanged }: Props): ReactNode {
  const t = useMessages();
  const { nameOf } = usePersonNames();
  const [sealing, setSealing] = useState(false);
  const sealed = exhibit.sealState === 'sealed';
  const columns = useMemo<readonly Column<SealEvent>[]>(
    () => [
      {
        id: 'at',
        header: t('seal.at'),
        width: 200,
        value: (row) => row.at,
        text: (row) => new Date(row.at).toISOString(),
        cell: (row) => <Time at={row.at} />,
      },
      { id: 'kind', header: t('seal.kind'), width: 96, value: (row) => t(`seal.kind.${row.kind}`) },
      { id: 'number', header: t('seal.number'), width: 136, value: (row) => row.sealNumber || row.previousSealNumber },
      {
        id: 'method',
        header: t('seal.methodOrReason'),
        width: 148,
        grow: true,
        value: (row) => (row.kind === 'sealed' ? row.method : row.reason),
      },
      { id: 'check', header: t('seal.checkResult'), width: 136, value: (row) => row.checkResult },
      { id: 'location', header: t('seal.location'), width: 96, value: (row) => row.location },
      { id: 'by', header: t('role.operator'), width: 100, value: (row) => nameOf(row.by) },
      { id: 'witness', header: t('role.witness'), width: 100, value: (row) => nameOf(row.witness) },
    ],
    [t, nameOf],
  );
  return (
    <Section
      title={
        sealed
          ? t('seal.title.sealed', { number: exhibit.sealNumber })
          : t(exhibit.seals.length > 0 ? 'seal.title.unsealed' : 'seal.title.never')
      }
      actions={
        writable &&
        (sealed ? (
          <Button variant="default" onClick={() => go(link('cases', caseId, exhibit.id, 'unseal'))}>
            {t('seal.unseal')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setSealing(true)}>
            {t('seal.seal')}
          </Button>
        ))
      }
    >
      <EvidenceTable
        name="seals"
        label={t('seal.history')}
        columns={columns}
        rows={exhibit.seals}
        idOf={(row) => row.id}
        empty={<p className="dim">{t('seal.none')}</p>}
        maxRows={ROWS_SHOWN}
      />
      {sealing && (
        <SealDialog
          exhibit={exhibit}
          onClose={() => setSealing(false)}
          onDone={() => {
            setSealing(false);
            onChanged();
          }}
        />
      )}
    </Section>
  );
}

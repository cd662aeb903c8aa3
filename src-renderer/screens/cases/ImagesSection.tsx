import { type ReactNode, useMemo } from 'react';
import type { Exhibit, ImageRecord } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { shortBytes } from '../../components/measures.ts';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { Verdict } from '../../components/Verdict.tsx';

interface Props {
  readonly exhibit: Exhibit;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
}

const ROWS_SHOWN = 8;

export function ImagesSection({ exhibit, selectedId, onSelect }: Props): ReactNode {
  const t = useMessages();
  const columns = useMemo<readonly Column<ImageRecord>[]>(
    () => [
      {
        id: 'endedAt',
        header: t('image.endedAt'),
        width: 200,
        value: (row) => row.endedAt,
        text: (row) => new Date(row.endedAt).toISOString(),
        cell: (row) => <Time at={row.endedAt} />,
      },
      { id: 'format', header: t('acquire.format'), width: 88, value: (row) => t(`acquire.format.${row.format}.short`) },
      {
        id: 'bytes',
        header: t('image.sourceBytes'),
        width: 120,
        numeric: true,
        value: (row) => row.sourceBytes,
        cell: (row) => shortBytes(row.sourceBytes),
      },
      {
        id: 'imageVerdict',
        header: t('image.imageVerdict'),
        width: 152,
        value: (row) => t(`verdict.${row.imageVerdict}`),
        cell: (row) => <Verdict verdict={row.imageVerdict} />,
      },
      {
        id: 'sourceVerdict',
        header: t('image.sourceVerdict'),
        width: 160,
        value: (row) => t(`verdict.${row.sourceVerdict}`),
        cell: (row) => <Verdict verdict={row.sourceVerdict} />,
      },
      {
        id: 'bad',
        header: t('image.badRanges'),
        width: 120,
        numeric: true,
        value: (row) => row.badRanges.length,
        cell: (row) => <Toned tone={row.badRanges.length > 0 ? 'attention' : null}>{row.badRanges.length}</Toned>,
      },
      { id: 'path', header: t('image.path'), width: 160, grow: true, value: (row) => row.path },
    ],
    [t],
  );
  return (
    <Section title={t('exhibit.images')}>
      <EvidenceTable
        name="images"
        label={t('exhibit.images')}
        columns={columns}
        rows={exhibit.images}
        idOf={(row) => row.id}
        selectedId={selectedId}
        onSelect={(row) => onSelect(row?.id ?? null)}
        empty={<p className="dim">{t('exhibit.notImaged.what')}</p>}
        maxRows={ROWS_SHOWN}
      />
    </Section>
  );
}

/** What is known of a source, for the table and for the chosen one. Not determined is never shown as "no". */
import type { SourceFacts } from '../../../src-preload/contract/index.ts';
import { type Translate, useMessages } from '../../app/messages.ts';
import type { Fact } from '../../components/Facts.tsx';
import { shortBytes, useMeasures } from '../../components/measures.ts';
import { Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';

export function sourceColumns(t: Translate): readonly Column<SourceFacts>[] {
  return [
    { id: 'path', header: t('source.path'), width: 128, grow: true, value: (row) => row.path },
    { id: 'kind', header: t('source.kind'), width: 112, value: (row) => t(`source.kind.${row.kind}`) },
    {
      id: 'size',
      header: t('source.size'),
      width: 96,
      numeric: true,
      value: (row) => row.sizeBytes,
      cell: (row) => shortBytes(row.sizeBytes),
    },
    { id: 'model', header: t('source.model'), width: 168, value: (row) => row.model ?? t('fact.undetermined') },
    { id: 'serial', header: t('source.serial'), width: 160, value: (row) => row.serial ?? t('fact.undetermined') },
    { id: 'readOnly', header: t('source.readOnly'), width: 128, value: (row) => readOnlyWord(t, row.readOnly) },
    {
      id: 'usable',
      header: t('source.usable'),
      width: 220,
      value: (row) => usableWord(t, row),
      cell: (row) => <Toned tone={row.barred === null ? null : 'attention'}>{usableWord(t, row)}</Toned>,
    },
  ];
}

function readOnlyWord(t: Translate, readOnly: boolean | null): string {
  if (readOnly === null) return t('fact.undetermined');
  return t(readOnly ? 'source.readOnly.yes' : 'source.readOnly.no');
}

function usableWord(t: Translate, source: SourceFacts): string {
  if (source.system) return t('source.usable.system');
  if (source.mountedAt.length > 0) return t('source.usable.mounted', { at: source.mountedAt.join(', ') });
  return t(source.barred === null ? 'source.usable.yes' : 'source.usable.no');
}

export function useSourceFacts(): (source: SourceFacts) => readonly Fact[] {
  const t = useMessages();
  const { exactBytes, count } = useMeasures();
  const sectors = (bytes: number | null): string =>
    bytes === null ? t('fact.undetermined') : t('unit.bytes', { count: count(bytes) });
  return (source) => [
    { label: t('source.path'), value: <code className="breakable">{source.path}</code> },
    { label: t('source.kind'), value: t(`source.kind.${source.kind}`) },
    { label: t('source.size'), value: exactBytes(source.sizeBytes) },
    { label: t('source.readOnly'), value: readOnlyWord(t, source.readOnly) },
    { label: t('source.model'), value: source.model ?? t('fact.undetermined') },
    { label: t('source.serial'), value: source.serial ?? t('fact.undetermined') },
    { label: t('source.logicalSector'), value: sectors(source.logicalSectorBytes) },
    { label: t('source.physicalSector'), value: sectors(source.physicalSectorBytes) },
    {
      label: t('source.mountedAt'),
      value: source.mountedAt.length === 0 ? t('source.mountedAt.nowhere') : source.mountedAt.join(', '),
    },
  ];
}

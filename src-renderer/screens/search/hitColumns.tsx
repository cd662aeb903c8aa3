import { useMemo } from 'react';
import type { SearchHit } from '../../../src-preload/contract/index.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { EvidenceText } from '../../components/EvidenceText.tsx';
import { evidenceString } from '../../components/evidenceParts.ts';
import { Time } from '../../components/Time.tsx';
import type { Column } from '../../components/table/columns.ts';

export function useHitColumns(): readonly Column<SearchHit>[] {
  const t = useMessages();
  const known = useOptionalMessages();
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('search.column.at'),
        width: 200,
        value: (row) => row.at,
        text: (row) => (row.at === null ? t('time.undated') : new Date(row.at).toISOString()),
        cell: (row) => <Time at={row.at} />,
      },
      {
        id: 'conversation',
        header: t('search.column.conversation'),
        width: 112,
        value: (row) => evidenceString(row.conversation),
        cell: (row) => <EvidenceText text={row.conversation} line />,
      },
      {
        id: 'sender',
        header: t('search.column.sender'),
        width: 96,
        value: (row) => evidenceString(row.sender),
        cell: (row) => <EvidenceText text={row.sender} line />,
      },
      {
        id: 'type',
        header: t('search.column.type'),
        width: 72,
        value: (row) => known(`intake.type.${row.type}`) ?? row.type,
      },
      {
        id: 'text',
        header: t('search.column.text'),
        width: 200,
        grow: true,
        value: (row) => row.text,
        cell: (row) => <EvidenceText text={row.text} marks={row.highlights} line />,
      },
    ],
    [t, known],
  );
}

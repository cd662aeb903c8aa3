/** One import of a case, as it was recorded: originals in the vault, sources, assumptions. */
import { type ReactNode, useMemo } from 'react';
import type { IntakeRecord } from '../../../../src-preload/contract/index.ts';
import { type Translate, useMessages } from '../../../app/messages.ts';
import { useShowCase } from '../../../app/present.ts';
import { link } from '../../../app/router.ts';
import { useCall } from '../../../app/useCall.ts';
import { BackLink } from '../../../components/BackLink.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { evidenceString } from '../../../components/evidenceParts.ts';
import { ShortHash } from '../../../components/Hash.tsx';
import { ErrorMessage } from '../../../components/Message.tsx';
import { type Measures, useMeasures } from '../../../components/measures.ts';
import { Screen, Section } from '../../../components/Screen.tsx';
import { Time } from '../../../components/Time.tsx';
import type { Column } from '../../../components/table/columns.ts';
import { EvidenceTable } from '../../../components/table/EvidenceTable.tsx';
import { ImportReportPanel } from './ImportReportPanel.tsx';

type Original = IntakeRecord['originals'][number];

const ROWS_SHOWN = 8;

export function IntakeScreen({ caseId, intakeId }: { readonly caseId: string; readonly intakeId: number }): ReactNode {
  const t = useMessages();
  const { exactBytes } = useMeasures();
  const owner = useCall('case.get', { id: caseId });
  useShowCase(owner.value);
  const intakes = useCall('intake.list', { caseId });
  const intake = intakes.value?.find((each) => each.id === intakeId);
  const columns = useMemo(() => originalColumns(t, exactBytes), [t, exactBytes]);
  return (
    <Screen
      title={intake ? evidenceString(intake.name) : t('sources.title')}
      lead={
        intake && (
          <>
            {t('sources.importedBy', { name: intake.importedBy })} <Time at={intake.importedAt} />
          </>
        )
      }
      back={<BackLink to={link('cases', caseId)}>{owner.value?.number ?? t('nav.cases')}</BackLink>}
    >
      {intakes.error && <ErrorMessage error={intakes.error} onRetry={intakes.reload} />}
      {!intake && !intakes.error && <EmptyState title={t(intakes.value ? 'sources.gone' : 'state.loading')} />}
      {intake && (
        <>
          <ImportReportPanel sources={intake.sources} warnings={null} warningCount={intake.warningCount} />
          <Section title={t('sources.originals')}>
            <EvidenceTable
              name="originals"
              label={t('sources.originals')}
              columns={columns}
              rows={intake.originals}
              idOf={(original) => original.file}
              maxRows={ROWS_SHOWN}
              empty={<EmptyState title={t('sources.originals.none')} />}
            />
          </Section>
        </>
      )}
    </Screen>
  );
}

function originalColumns(t: Translate, exactBytes: Measures['exactBytes']): readonly Column<Original>[] {
  return [
    {
      id: 'file',
      header: t('import.column.file'),
      width: 280,
      grow: true,
      value: (original) => evidenceString(original.file),
    },
    {
      id: 'size',
      header: t('import.column.size'),
      width: 220,
      numeric: true,
      value: (original) => original.sizeBytes,
      text: (original) => exactBytes(original.sizeBytes),
    },
    {
      id: 'sha256',
      header: 'SHA-256',
      width: 240,
      value: (original) => original.sha256,
      cell: (original) => <ShortHash value={original.sha256} what="SHA-256" />,
    },
  ];
}

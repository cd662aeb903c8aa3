/** What an import took in: source by source, what the records rest on, and what could not be taken in. */
import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { Message } from '../../../components/Message.tsx';
import { useMeasures } from '../../../components/measures.ts';
import { Section } from '../../../components/Screen.tsx';
import { SourceReport } from './SourceReport.tsx';
import type { ImportedSource, IntakeWarning } from './useIntakeWords.ts';
import { WarningTable } from './WarningTable.tsx';

interface Props {
  readonly sources: readonly ImportedSource[];
  readonly warningCount: number;
  /** Null where only their number is kept: they are told with the import itself. */
  readonly warnings: readonly IntakeWarning[] | null;
}

const ROWS_SHOWN = 10;

export function ImportReportPanel({ sources, warnings, warningCount }: Props): ReactNode {
  const t = useMessages();
  const { count } = useMeasures();
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  return (
    <>
      <p>{t('import.result', { sources: count(sources.length), records: count(records) })}</p>
      {warningCount > 0 && (
        <Section title={t('import.result.warnings', { count: count(warningCount) })}>
          {warnings ? (
            <>
              <WarningTable
                name="import-warnings"
                label={t('import.result.warnings.label')}
                warnings={warnings}
                maxRows={ROWS_SHOWN}
              />
              {warnings.length < warningCount && (
                <p className="dim">{t('import.result.warnings.first', { count: count(warnings.length) })}</p>
              )}
            </>
          ) : (
            <Message tone="attention">{t('import.result.warnings.kept')}</Message>
          )}
        </Section>
      )}
      {sources.map((source) => (
        <SourceReport key={`${source.file}\n${source.member ?? ''}`} source={source} />
      ))}
    </>
  );
}

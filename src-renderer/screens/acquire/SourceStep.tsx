/** Which device or file: with what the system tells of each, and why some are barred. Nothing here writes to them. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { SourceFacts } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useAction, useCall } from '../../app/useCall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { PathField } from '../../components/form/PathField.tsx';
import { ErrorMessage, Message, useErrorText } from '../../components/Message.tsx';
import { StepActions } from '../../components/StepActions.tsx';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import styles from '../../components/wizardStep.module.css';
import { withSource } from './acquireWay.ts';
import { sourceColumns, useSourceFacts } from './sourceFacts.tsx';
import type { StepProps } from './stepProps.ts';

const NO_SOURCES: readonly SourceFacts[] = [];
const ROWS_SHOWN = 9;

export function SourceStep({ way, change, onNext, onBack }: StepProps): ReactNode {
  const t = useMessages();
  const textOf = useErrorText();
  const factsOf = useSourceFacts();
  const sources = useCall('source.list', {});
  const [path, setPath] = useState('');
  const inspect = useAction(async (at: string) => change(withSource(way, await call('source.inspect', { path: at }))));
  const columns = useMemo(() => sourceColumns(t), [t]);
  const listed = sources.value ?? NO_SOURCES;
  const chosen = way.source;
  const rows = chosen && !listed.some((each) => each.path === chosen.path) ? [chosen, ...listed] : listed;

  return (
    <div className={styles.step}>
      {sources.error && <ErrorMessage error={sources.error} onRetry={sources.reload} />}
      <div className={styles.tools}>
        <h2>{t('source.devices')}</h2>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={sources.loading}
          onClick={sources.reload}
        >
          {t('source.refresh')}
        </Button>
      </div>
      <EvidenceTable
        name="sources"
        label={t('source.devices')}
        columns={columns}
        rows={rows}
        idOf={(row) => row.path}
        selectedId={chosen?.path ?? null}
        onSelect={(row) => change(row === null ? { source: null } : withSource(way, row))}
        maxRows={ROWS_SHOWN}
        empty={
          <EmptyState title={sources.loading ? t('state.loading') : t('source.none')}>
            {t('source.none.what')}
          </EmptyState>
        }
      />
      <div className={styles.tools}>
        <PathField
          label={t('source.file')}
          hint={t('source.file.hint')}
          what="file"
          value={path}
          onChange={(next) => {
            setPath(next);
            inspect.clear();
          }}
          onChosen={(next) => void inspect.run(next)}
          error={inspect.error && textOf(inspect.error)}
          action={{
            label: t('source.inspect'),
            busy: inspect.busy,
            disabled: path.trim() === '',
            run: () => void inspect.run(path.trim()),
          }}
        />
      </div>
      {chosen && (
        <section>
          <h2>{t('source.chosen')}</h2>
          <Facts wide facts={factsOf(chosen)} />
        </section>
      )}
      {chosen?.barred != null && (
        <Message tone="failure" title={t('source.barred')}>
          {textOf({ code: chosen.barred, details: { path: chosen.path, mountedAt: chosen.mountedAt.join(', ') } })}
        </Message>
      )}
      <StepActions
        onBack={onBack}
        onNext={onNext}
        ready={chosen !== null && chosen.barred === null}
        missing={chosen ? t('source.barred.choose') : t('source.choose')}
      />
    </div>
  );
}

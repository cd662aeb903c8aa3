import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { Exhibit } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { exhibitColumns } from '../../components/exhibitColumns.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { StepActions } from '../../components/StepActions.tsx';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import styles from '../../components/wizardStep.module.css';
import { baseNameFor } from './acquireWay.ts';
import type { StepProps } from './stepProps.ts';

const NO_EXHIBITS: readonly Exhibit[] = [];
const ROWS_SHOWN = 12;

export function ExhibitStep({ way, change, detail, onNext }: StepProps): ReactNode {
  const t = useMessages();
  const { displayName } = useSession();
  const cases = useCall('case.list', {});
  const open = (cases.value ?? []).filter((each) => each.state === 'open');
  const columns = useMemo(() => exhibitColumns(t, way.caseId), [t, way.caseId]);
  const exhibit = detail?.exhibits.find((each) => each.id === way.exhibitId);

  function next(): void {
    if (!exhibit) return;
    change({
      baseName: way.baseName === '' ? baseNameFor(exhibit.number) : way.baseName,
      examiner: way.examiner === '' ? displayName : way.examiner,
    });
    onNext();
  }

  if (cases.value && open.length === 0)
    return (
      <div className={styles.step}>
        <EmptyState title={t('acquire.noCase')} action={<a href={link('cases', 'new')}>{t('case.new')}</a>}>
          {t('acquire.noCase.what')}
        </EmptyState>
      </div>
    );
  return (
    <div className={styles.step}>
      {cases.error && <ErrorMessage error={cases.error} onRetry={cases.reload} />}
      <NativeSelect
        className={styles.narrow ?? ''}
        label={t('acquire.case')}
        withAsterisk
        value={way.caseId}
        onChange={(event) => change({ caseId: event.currentTarget.value, exhibitId: '', baseName: '' })}
        data={[
          { value: '', label: t('acquire.case.choose') },
          ...open.map((each) => ({ value: each.id, label: `${each.number} ${each.title}` })),
        ]}
      />
      {way.caseId !== '' && (
        <EvidenceTable
          name="acquire-exhibits"
          label={t('exhibit.list')}
          columns={columns}
          rows={detail?.exhibits ?? NO_EXHIBITS}
          idOf={(row) => row.id}
          selectedId={way.exhibitId || null}
          onSelect={(row) => change({ exhibitId: row?.id ?? '', baseName: '' })}
          maxRows={ROWS_SHOWN}
          empty={
            detail ? (
              <EmptyState
                title={t('exhibit.none')}
                action={<a href={link('cases', way.caseId, 'new')}>{t('exhibit.new')}</a>}
              />
            ) : (
              <EmptyState title={t('state.loading')} />
            )
          }
        />
      )}
      {exhibit?.sealState === 'sealed' && (
        <Message
          tone="attention"
          actions={<a href={link('cases', way.caseId, exhibit.id, 'unseal')}>{t('seal.unseal')}</a>}
        >
          {t('acquire.sealed', { number: exhibit.sealNumber })}
        </Message>
      )}
      <StepActions onNext={next} ready={exhibit !== undefined} missing={t('acquire.exhibit.choose')} />
    </div>
  );
}

/** A case: what it is, its exhibits, and the next acts. */
import { Button } from '@mantine/core';
import {
  IconClipboardList,
  IconDatabaseExport,
  IconFileImport,
  IconLock,
  IconPlus,
  IconScale,
} from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { CaseDetail, Exhibit } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { useShowCase } from '../../app/present.ts';
import { go, link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { exhibitColumns } from '../../components/exhibitColumns.tsx';
import { Facts } from '../../components/Facts.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen, Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { CloseCaseDialog } from './CloseCaseDialog.tsx';
import { ExhibitInspector } from './ExhibitInspector.tsx';
import { HoldDialog } from './HoldDialog.tsx';
import { SourcesSection } from './sources/SourcesSection.tsx';

const NO_EXHIBITS: readonly Exhibit[] = [];

export function CaseScreen({ caseId }: { readonly caseId: string }): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const { nameAndAccount } = usePersonNames();
  const detail = useCall('case.get', { id: caseId });
  const [selected, setSelected] = useState<string | null>(null);
  const columns = useMemo(() => exhibitColumns(t, caseId), [t, caseId]);
  useShowCase(detail.value);
  const current = detail.value;
  const exhibit = current?.exhibits.find((each) => each.id === selected) ?? null;
  const addExhibit = current?.state === 'open' && mayCall(role, 'exhibit.add') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => go(link('cases', caseId, 'new'))}>
      {t('exhibit.new')}
    </Button>
  );
  const importSource = current?.state === 'open' && mayCall(role, 'import.start') && (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} />}
      onClick={() => go(link('cases', caseId, 'import'))}
    >
      {t('import.title')}
    </Button>
  );
  return (
    <Screen
      title={current ? `${current.number} ${current.title}` : t('state.loading')}
      back={<BackLink to={link('cases')}>{t('nav.cases')}</BackLink>}
      actions={
        current && (
          <>
            {addExhibit}
            {importSource}
            <CaseActs current={current} onChanged={detail.reload} />
          </>
        )
      }
      inspector={exhibit && <ExhibitInspector exhibit={exhibit} caseId={caseId} onClose={() => setSelected(null)} />}
      fill
    >
      {detail.error && <ErrorMessage error={detail.error} onRetry={detail.reload} />}
      {current && (
        <Section title={t('case.facts')}>
          <Facts
            wide
            facts={[
              { label: t('case.cause'), value: current.cause },
              {
                label: t('case.state'),
                value: `${t(`case.state.${current.state}`)}${current.legalHold ? ` · ${t('case.hold')}` : ''}`,
              },
              { label: t('case.partyKind'), value: t(`case.partyKind.${current.partyKind}`) },
              { label: t('case.ruleset'), value: current.ruleset },
              { label: t('case.createdBy'), value: nameAndAccount(current.createdBy) },
              { label: t('case.createdAt'), value: <Time at={current.createdAt} /> },
            ]}
          />
        </Section>
      )}
      <EvidenceTable
        name="exhibits"
        label={t('exhibit.list')}
        columns={columns}
        rows={current?.exhibits ?? NO_EXHIBITS}
        idOf={(row) => row.id}
        selectedId={selected}
        onSelect={(row) => setSelected(row?.id ?? null)}
        onOpen={(row) => go(link('cases', caseId, row.id))}
        empty={
          current ? (
            <EmptyState title={t('exhibit.none')} action={addExhibit}>
              {t('exhibit.none.what')}
            </EmptyState>
          ) : (
            <EmptyState title={detail.error ? t('state.failed') : t('state.loading')} />
          )
        }
      />
      {current && mayCall(role, 'intake.list') && <SourcesSection caseId={caseId} action={importSource} />}
    </Screen>
  );
}

function CaseActs({ current, onChanged }: { readonly current: CaseDetail; readonly onChanged: () => void }): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const [asking, setAsking] = useState<'close' | 'hold' | null>(null);
  const open = current.state === 'open';
  function done(): void {
    setAsking(null);
    onChanged();
  }
  return (
    <>
      {open && mayCall(role, 'acquire.start') && current.exhibitCount > 0 && (
        <Button
          variant="default"
          leftSection={<IconClipboardList size={16} />}
          onClick={() => go(link('acquire', { case: current.id }))}
        >
          {t('nav.acquire')}
        </Button>
      )}
      {mayCall(role, 'export.start') && current.imageCount > 0 && (
        <Button
          variant="default"
          leftSection={<IconDatabaseExport size={16} />}
          onClick={() => go(link('export', { case: current.id }))}
        >
          {t('nav.export')}
        </Button>
      )}
      {mayCall(role, 'case.hold') && (
        <Button variant="default" leftSection={<IconScale size={16} />} onClick={() => setAsking('hold')}>
          {t(current.legalHold ? 'case.hold.lift' : 'case.hold.set')}
        </Button>
      )}
      {open && mayCall(role, 'case.close') && (
        <Button variant="default" leftSection={<IconLock size={16} />} onClick={() => setAsking('close')}>
          {t('case.close')}
        </Button>
      )}
      {asking === 'close' && <CloseCaseDialog current={current} onClose={() => setAsking(null)} onDone={done} />}
      {asking === 'hold' && <HoldDialog current={current} onClose={() => setAsking(null)} onDone={done} />}
    </>
  );
}

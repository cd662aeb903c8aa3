/**
 * `#/cases`, `#/cases/new`, `#/cases/<case>`, `#/cases/<case>/new`, `#/cases/<case>/<exhibit>[/unseal]`,
 * `#/cases/<case>/import`, `#/cases/<case>/sources/<import>`, `#/cases/job/<id>`.
 */
import type { ReactNode } from 'react';
import type { ScreenProps } from '../../app/screenProps.ts';
import { CaseListScreen } from './CaseListScreen.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { ExhibitScreen } from './ExhibitScreen.tsx';
import { NewCaseScreen } from './NewCaseScreen.tsx';
import { NewExhibitScreen } from './NewExhibitScreen.tsx';
import { ImportJob } from './sources/ImportJob.tsx';
import { ImportScreen } from './sources/ImportScreen.tsx';
import { IntakeScreen } from './sources/IntakeScreen.tsx';
import { UnsealScreen } from './UnsealScreen.tsx';

export function CasesArea({ rest, query }: ScreenProps): ReactNode {
  const [caseId, exhibitId, act] = rest;
  if (caseId === undefined) return <CaseListScreen />;
  if (caseId === 'new') return <NewCaseScreen />;
  if (exhibitId === undefined) return <CaseScreen key={caseId} caseId={caseId} />;
  if (caseId === 'job') return <ImportJob key={exhibitId} jobId={exhibitId} caseId={query.get('case')} />;
  if (exhibitId === 'import') return <ImportScreen key={caseId} caseId={caseId} />;
  if (exhibitId === 'sources' && act !== undefined)
    return <IntakeScreen key={act} caseId={caseId} intakeId={Number(act)} />;
  if (exhibitId === 'new') return <NewExhibitScreen key={caseId} caseId={caseId} />;
  if (act === 'unseal') return <UnsealScreen key={exhibitId} caseId={caseId} exhibitId={exhibitId} />;
  return <ExhibitScreen key={exhibitId} caseId={caseId} exhibitId={exhibitId} />;
}

/** `#/cases`, `#/cases/new`, `#/cases/<case>`, `#/cases/<case>/new`, `#/cases/<case>/<exhibit>[/unseal]`. */
import type { ReactNode } from 'react';
import type { ScreenProps } from '../../app/areas.ts';
import { CaseListScreen } from './CaseListScreen.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { ExhibitScreen } from './ExhibitScreen.tsx';
import { NewCaseScreen } from './NewCaseScreen.tsx';
import { NewExhibitScreen } from './NewExhibitScreen.tsx';
import { UnsealScreen } from './UnsealScreen.tsx';

export function CasesArea({ rest }: ScreenProps): ReactNode {
  const [caseId, exhibitId, act] = rest;
  if (caseId === undefined) return <CaseListScreen />;
  if (caseId === 'new') return <NewCaseScreen />;
  if (exhibitId === undefined) return <CaseScreen key={caseId} caseId={caseId} />;
  if (exhibitId === 'new') return <NewExhibitScreen key={caseId} caseId={caseId} />;
  if (act === 'unseal') return <UnsealScreen key={exhibitId} caseId={caseId} exhibitId={exhibitId} />;
  return <ExhibitScreen key={exhibitId} caseId={caseId} exhibitId={exhibitId} />;
}

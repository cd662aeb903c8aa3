/** 调取: `#/requests`, `#/requests/new[?case=…]`, `#/requests/<request>`, `#/requests/<request>/<step>`. */
import type { ReactNode } from 'react';
import type { ScreenProps } from '../../app/screenProps.ts';
import { NewRequestScreen } from './NewRequestScreen.tsx';
import { RequestListScreen } from './RequestListScreen.tsx';
import { RequestScreen } from './RequestScreen.tsx';
import { StepScreen } from './StepScreen.tsx';

export function RequestsArea({ rest, query }: ScreenProps): ReactNode {
  const [requestId, step] = rest;
  if (requestId === undefined) return <RequestListScreen />;
  if (requestId === 'new') return <NewRequestScreen caseId={query.get('case')} />;
  if (step === undefined) return <RequestScreen key={requestId} requestId={requestId} />;
  return <StepScreen key={`${requestId} ${step}`} requestId={requestId} step={step} task={query.get('task')} />;
}

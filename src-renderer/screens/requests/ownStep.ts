/** The step that carries a request on, where the person who looks may take it now; the others merely stand beside it. */
import type { RequestStep, RequestSummary } from '../../../src-preload/contract/index.ts';

const CARRIES_ON: ReadonlySet<RequestStep> = new Set([
  'submit',
  'decide',
  'consent',
  'task',
  'grant',
  'execute',
  'review',
  'release',
]);

export function carriesOn(step: RequestStep): boolean {
  return CARRIES_ON.has(step);
}

export function ownStep({ nextSteps }: Pick<RequestSummary, 'nextSteps'>): RequestStep | null {
  return nextSteps.find(carriesOn) ?? null;
}

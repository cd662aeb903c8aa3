import type { RequestDetail } from '../../../../src-preload/contract/index.ts';
import type { ScopeWords } from '../useScopeWords.ts';

export interface StepProps {
  readonly detail: RequestDetail;
  readonly words: ScopeWords;
}

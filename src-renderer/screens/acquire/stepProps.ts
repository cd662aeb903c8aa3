import type { CaseDetail } from '../../../src-preload/contract/index.ts';
import type { AcquireWay } from './acquireWay.ts';

export interface StepProps {
  readonly way: AcquireWay;
  readonly change: (part: Partial<AcquireWay>) => void;
  /** The chosen case, once one is chosen and read. */
  readonly detail: CaseDetail | null;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

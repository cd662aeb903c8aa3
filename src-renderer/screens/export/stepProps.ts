import type { CaseDetail } from '../../../src-preload/contract/index.ts';
import type { ExportWay } from './exportWay.ts';

export interface StepProps {
  readonly way: ExportWay;
  readonly change: (part: Partial<ExportWay>) => void;
  /** The chosen case, once one is chosen and read. */
  readonly detail: CaseDetail | null;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

import type { ImportWay } from './importWay.ts';

export interface StepProps {
  readonly way: ImportWay;
  readonly change: (part: Partial<ImportWay>) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

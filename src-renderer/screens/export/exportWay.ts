/** What the export wizard has gathered so far; kept as a draft until the job runs. */
import { type CallInput, type ExportParameters, exportParameters, FORMS } from '../../../src-preload/contract/index.ts';
import { type CeremonyState, NO_CEREMONY } from '../../components/ceremony/Ceremony.tsx';

export interface ExportWay extends CeremonyState {
  readonly step: number;
  readonly caseId: string;
  readonly imageIds: readonly string[];
  readonly forms: ExportParameters['forms'];
  readonly target: string;
  readonly volume: ExportParameters['volume'];
  readonly recipient: string;
  readonly purpose: string;
}

export const STEP = { content: 0, handOver: 1, plan: 2, ceremony: 3, halves: 4, run: 5 } as const;

export const START: ExportWay = {
  ...NO_CEREMONY,
  step: STEP.content,
  caseId: '',
  imageIds: [],
  forms: [...FORMS],
  target: '',
  volume: 'veracrypt',
  recipient: '',
  purpose: '',
};

export function toInput(way: ExportWay): CallInput<'export.plan'> {
  return {
    caseId: way.caseId,
    imageIds: [...way.imageIds],
    forms: way.forms,
    target: way.target.trim(),
    volume: way.volume,
    recipient: way.recipient,
    purpose: way.purpose,
  };
}

/** As the door will read them: what is planned, signed and started is one and the same. Null while incomplete. */
export function parametersOf(way: ExportWay): ExportParameters | null {
  return exportParameters.safeParse(toInput(way)).data ?? null;
}

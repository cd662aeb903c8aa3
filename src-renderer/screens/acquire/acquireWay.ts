/** What the wizard has gathered so far; kept as a draft until the job runs. */
import {
  type AcquireParameters,
  acquireParameters,
  type CallInput,
  type SourceFacts,
} from '../../../src-preload/contract/index.ts';
import { type CeremonyState, NO_CEREMONY } from '../../components/ceremony/Ceremony.tsx';

export type Format = AcquireParameters['format'];
export type Compression = AcquireParameters['compression'];

const MIB = 1024 * 1024;

/** One file, what a compact disc holds, and sizes that old file systems and tools take; bytes. */
export const SEGMENT_SIZES = [0, 650 * MIB, 1024 * MIB, 2048 * MIB] as const;

/** What a source can become, the usual first: media become images, folders become bags, a file either. */
export const FORMATS_OF: Readonly<Record<SourceFacts['kind'], readonly [Format, ...Format[]]>> = {
  'block-device': ['e01', 'raw'],
  file: ['e01', 'raw', 'bag'],
  folder: ['bag'],
};

export interface AcquireWay extends CeremonyState {
  readonly step: number;
  readonly caseId: string;
  readonly exhibitId: string;
  readonly source: SourceFacts | null;
  readonly destination: string;
  readonly baseName: string;
  readonly format: Format;
  readonly segmentBytes: number;
  readonly compression: Compression;
  readonly hashes: AcquireParameters['hashes'];
  readonly verifyImage: boolean;
  readonly verifySource: boolean;
  /** Goes on with the interrupted acquisition of these parameters that lies in the destination. */
  readonly resume: boolean;
  readonly examiner: string;
  readonly notes: string;
}

export const STEP = { exhibit: 0, source: 1, target: 2, plan: 3, ceremony: 4, run: 5 } as const;

export const START: AcquireWay = {
  ...NO_CEREMONY,
  step: STEP.exhibit,
  caseId: '',
  exhibitId: '',
  source: null,
  destination: '',
  baseName: '',
  format: 'e01',
  segmentBytes: 2048 * MIB,
  compression: 'fast',
  hashes: ['sha256', 'sm3'],
  verifyImage: true,
  verifySource: false,
  resume: false,
  examiner: '',
  notes: '',
};

/** Choosing another kind of source may rule out the format chosen before. */
export function withSource(way: AcquireWay, source: SourceFacts): Partial<AcquireWay> {
  const formats = FORMATS_OF[source.kind];
  return { source, format: formats.includes(way.format) ? way.format : formats[0] };
}

export function toInput(way: AcquireWay): CallInput<'acquire.plan'> {
  return {
    caseId: way.caseId,
    exhibitId: way.exhibitId,
    sourcePath: way.source?.path ?? '',
    sourceBytes: way.source?.sizeBytes ?? 0,
    destination: way.destination.trim(),
    baseName: way.baseName.trim(),
    format: way.format,
    segmentBytes: way.format === 'bag' ? 0 : way.segmentBytes,
    compression: way.format === 'e01' ? way.compression : 'none',
    hashes: way.hashes,
    verifyImage: way.verifyImage,
    ...(way.verifySource && way.format !== 'bag' ? { verifySource: true } : {}),
    ...(way.resume && way.format !== 'bag' ? { resume: true } : {}),
    examiner: way.examiner,
    notes: way.notes,
  };
}

/** As the door will read them: what is planned, signed and started is one and the same. Null while incomplete. */
export function parametersOf(way: AcquireWay): AcquireParameters | null {
  return acquireParameters.safeParse(toInput(way)).data ?? null;
}

/** A file name from the exhibit's number, without what file systems refuse. */
export function baseNameFor(exhibitNumber: string): string {
  return exhibitNumber.replace(/[/\\:*?"<>|\s]+/g, '-').slice(0, 100);
}

/** How each job of this window was begun, so that one that failed can be taken up with the very same parameters. */
const begun = new Map<string, AcquireWay>();

export function rememberWay(jobId: string, way: AcquireWay): void {
  begun.set(jobId, way);
}

/** The way to go on with a failed job, or null where this window did not begin it. */
export function wayToResume(jobId: string): AcquireWay | null {
  const way = begun.get(jobId);
  return way ? { ...way, ...NO_CEREMONY, resume: true, step: STEP.plan } : null;
}

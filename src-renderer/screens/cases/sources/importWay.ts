/** What the import wizard has gathered so far; kept as a draft until the job runs. */
import {
  type CallInput,
  type DateOrder,
  intakeOptions,
  type MappedField,
  type SourceDetection,
} from '../../../../src-preload/contract/index.ts';

export type IntakeOptions = CallInput<'import.start'>['options'];

/** Offered while one types; any IANA name or offset is taken. */
export const ZONES = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Tokyo', 'Europe/London', 'UTC', '+08:00'];

const GENERIC: ReadonlySet<string> = new Set(['generic-table', 'generic-json']);

export interface ImportWay {
  readonly step: number;
  readonly path: string;
  /** Read as this format whatever is recognised; '' leaves it to the content. */
  readonly format: string;
  readonly detection: SourceDetection | null;
  /** '' leaves it to the content. */
  readonly encoding: string;
  readonly zone: string;
  readonly dateOrder: DateOrder | '';
  readonly fields: Readonly<Partial<Record<MappedField, string>>>;
  readonly recordsAt: string;
}

export const STEP = { source: 0, detection: 1, options: 2, run: 3 } as const;

export const START: ImportWay = {
  step: STEP.source,
  path: '',
  format: '',
  detection: null,
  encoding: '',
  zone: '',
  dateOrder: '',
  fields: {},
  recordsAt: '',
};

/** The columns are asked for where a part is a table or JSON that no reader knows. */
export function isGeneric(way: ImportWay): boolean {
  return GENERIC.has(way.format) || (way.detection?.parts.some(({ format }) => GENERIC.has(format)) ?? false);
}

/** Only what a person said: what is left out is decided by the content, and recorded as such. */
export function optionsOf(way: ImportWay): IntakeOptions {
  const said = Object.entries(way.fields).flatMap(([field, title]) =>
    title.trim() === '' ? [] : [[field, title.trim()] as const],
  );
  const recordsAt = way.recordsAt.trim();
  const mapping = { fields: Object.fromEntries(said), ...(recordsAt === '' ? {} : { path: recordsAt }) };
  return {
    ...(way.encoding === '' ? {} : { encoding: way.encoding }),
    ...(way.zone.trim() === '' ? {} : { zone: way.zone.trim() }),
    ...(way.dateOrder === '' ? {} : { dateOrder: way.dateOrder }),
    ...(way.format === '' ? {} : { format: way.format }),
    ...(isGeneric(way) && said.length > 0 ? { mapping } : {}),
  };
}

export function optionsStand(way: ImportWay): boolean {
  return intakeOptions.safeParse(optionsOf(way)).success;
}

/** Taking sources into a case: what is recognised, what was read, what could not be. */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { started } from './jobs.ts';
import { byteCount, id, path, sha256, utcMs } from './shapes.ts';
import { DATE_ORDERS, MAPPED_FIELDS } from './sourceWords.ts';

const details = z.record(z.string(), z.union([z.string(), z.number()]));
const part = z.strictObject({ file: z.string(), member: z.string().nullable() });

/** What could not be taken in as it stands; the sentence is `intake.warning.<code>`. */
export const intakeWarning = z.strictObject({
  code: z.string(),
  part,
  offset: byteCount.nullable(),
  length: byteCount.nullable(),
  /** True when something of the source is missing from the records for it. */
  lost: z.boolean(),
  details,
});

/** Something the records rest on that their bytes do not say; the sentence is `intake.assumption.<reason>`. */
export const intakeAssumption = z.strictObject({
  about: z.string(),
  value: z.string(),
  by: z.enum(['person', 'content', 'format']),
  reason: z.string(),
  details,
});

export const intakeOptions = z.strictObject({
  encoding: z.string().max(40).optional(),
  /** IANA name or offset of the wall clocks in the source. */
  zone: z.string().max(60).optional(),
  dateOrder: z.enum(DATE_ORDERS).optional(),
  format: z.string().max(60).optional(),
  /** Columns of a generic table by field; for JSON also where the records stand, e.g. `data.items[]`. */
  mapping: z
    .strictObject({
      fields: z.partialRecord(z.enum(MAPPED_FIELDS), z.string().max(200)),
      path: z.string().max(200).optional(),
    })
    .optional(),
});

export const detectedPart = z.strictObject({
  ...part.shape,
  format: z.string(),
  /** 0 to 1. */
  confidence: z.number(),
  /** Sentence `intake.reason.<reason>`. */
  reason: z.string(),
  details,
  sizeBytes: byteCount.nullable(),
});

export const detection = z.strictObject({
  path: z.string(),
  parts: z.array(detectedPart),
  mediaFiles: z.number().int(),
  warnings: z.array(intakeWarning),
});
export type SourceDetection = z.infer<typeof detection>;

const time = z.strictObject({
  recorded: z.string(),
  iso: z.string(),
  kind: z.enum(['recorded', 'asserted', 'local', 'undated']),
});
const place = z.strictObject({ part, offset: byteCount, length: byteCount });

/** A lead that a source is not whole; the sentence is `finding.<code>`, its strength `finding.strength.<strength>`. */
export const completenessFinding = z.strictObject({
  code: z.string(),
  strength: z.enum(['shown', 'strong', 'weak']),
  conversation: z.string().nullable(),
  details,
  spans: z.array(z.strictObject({ from: z.number(), to: z.number() })),
  places: z.array(place),
});

/** One check of the certificate, `finding.check.<check>`; what was not performed says why. */
export const completenessCheck = z.discriminatedUnion('performed', [
  z.strictObject({ check: z.string(), performed: z.literal(true), findings: z.array(completenessFinding) }),
  z.strictObject({ check: z.string(), performed: z.literal(false), why: z.string() }),
]);

const counts = z.record(z.string(), z.number().int());

/** What a source holds, read once without keeping anything. */
export const sourceSummary = z.strictObject({
  ...part.shape,
  format: z.string(),
  companions: z.array(z.string()),
  sizeBytes: byteCount,
  sha256,
  detection: z.strictObject({ confidence: z.number(), reason: z.string(), details }),
  records: z.number().int(),
  conversations: z.number().int(),
  people: z.number().int(),
  senders: z.number().int(),
  types: counts,
  times: counts,
  first: time.nullable(),
  last: time.nullable(),
  assumptions: z.array(intakeAssumption),
  completeness: z.array(completenessCheck),
  merkleRoot: z.string(),
  /** The first thousand; `warningCounts` counts all. */
  warnings: z.array(intakeWarning),
  warningCounts: counts,
  lost: z.number().int(),
});

export const pathSummary = z.strictObject({
  path: z.string(),
  kind: z.enum(['file', 'folder', 'archive']),
  sources: z.array(sourceSummary),
  mediaFiles: z.number().int(),
  warnings: z.array(intakeWarning),
});
export type PathSummary = z.infer<typeof pathSummary>;

export const importedSource = z.strictObject({
  ...part.shape,
  format: z.string(),
  records: z.number().int(),
  conversations: z.number().int(),
  people: z.number().int(),
  firstAt: utcMs.nullable(),
  lastAt: utcMs.nullable(),
  merkleRoot: z.string(),
  assumptions: z.array(intakeAssumption),
  declarations: z.array(z.unknown()),
  /** The completeness certificate, made while the records were read. */
  completeness: z.array(completenessCheck),
});

/** Result of an `import` job. */
export const importReport = z.strictObject({
  intakeId: z.number().int(),
  sources: z.array(importedSource),
  /** The first thousand; `warningCount` counts all. */
  warnings: z.array(intakeWarning),
  warningCount: z.number().int(),
});
export type ImportReport = z.infer<typeof importReport>;

export const intakeRecord = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  importedAt: utcMs,
  importedBy: z.string(),
  originals: z.array(z.strictObject({ file: z.string(), sizeBytes: byteCount, sha256: z.string() })),
  sources: z.array(importedSource),
  warningCount: z.number().int(),
});
export type IntakeRecord = z.infer<typeof intakeRecord>;

export const intake = {
  'import.detect': call({
    input: z.strictObject({ path, format: z.string().max(60).nullable() }),
    output: detection,
    access: 'anyone',
  }),
  /** Reads the whole source; takes as long as an import reads, and keeps nothing. */
  'import.summarise': call({
    input: z.strictObject({ path, options: intakeOptions }),
    output: pathSummary,
    access: 'anyone',
  }),
  'import.start': call({
    input: z.strictObject({ caseId: id, path, options: intakeOptions }),
    output: started,
    access: ['operator'],
  }),
  'intake.list': call({
    input: z.strictObject({ caseId: id }),
    output: z.array(intakeRecord),
    access: EVIDENCE_ROLES,
  }),
};

/** Sources and acquisition. */
import { z } from 'zod';
import { imageRecord } from './cases.ts';
import { call } from './define.ts';
import { started } from './jobs.ts';
import { byteCount, hashName, id, nothing, path, text, verdict } from './shapes.ts';

/** What the operating system tells of a source; null is "not determined", never "no". */
export const sourceFacts = z.strictObject({
  path: z.string(),
  kind: z.enum(['file', 'block-device', 'folder']),
  sizeBytes: byteCount,
  logicalSectorBytes: z.number().int().nullable(),
  physicalSectorBytes: z.number().int().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  readOnly: z.boolean().nullable(),
  mountedAt: z.array(z.string()),
  /** The disk that this system runs from. */
  system: z.boolean(),
  /** Why it cannot be acquired (an error code), or null. */
  barred: z.string().nullable(),
});
export type SourceFacts = z.infer<typeof sourceFacts>;

export const acquireParameters = z.strictObject({
  caseId: id,
  exhibitId: id,
  sourcePath: path,
  sourceBytes: byteCount,
  /** Folder for the image; the files are named after `baseName`. */
  destination: path,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what no file name may hold
  baseName: z.string().regex(/^[^/\\\u0000]{1,100}$/),
  /** An image of a medium or a file, or a bag of the files of a folder. */
  format: z.enum(['e01', 'raw', 'bag']),
  /** Largest size of one segment file in bytes; 0 for a single file. */
  segmentBytes: byteCount,
  compression: z.enum(['none', 'fast', 'best']),
  hashes: z.array(hashName).min(1),
  /** Read the written image back and compare. */
  verifyImage: z.boolean(),
  /** Read the source a second time and compare. */
  verifySource: z.literal(true).optional(),
  /** Go on with the interrupted acquisition of the same parameters that lies in the destination. */
  resume: z.literal(true).optional(),
  examiner: text(200),
  notes: text(1000).default(''),
});
export type AcquireParameters = z.infer<typeof acquireParameters>;

export const acquirePlan = z.strictObject({
  source: sourceFacts,
  freeBytes: byteCount,
  /** The most that the image can take, with its tables. */
  neededBytes: byteCount,
});

/** Result of an `acquire` job. */
export const acquireResult = z.strictObject({ image: imageRecord, bytesPerSecond: z.number() });
export type AcquireResult = z.infer<typeof acquireResult>;

/** One statement that was checked, or not. */
export const check = z.strictObject({
  /** Catalogue key `check.<name>`: what the statement is. */
  name: z.string(),
  subject: z.string(),
  verdict,
  /** Expected and found, where they are short enough to read. */
  expected: z.string().nullable(),
  found: z.string().nullable(),
  /** Error code, for mismatched and not performed; on a matched check a remark: it holds, and this should be known. */
  code: z.string().nullable(),
  /** Place: byte offset, sector, line, file. */
  place: z.string().nullable(),
});
export type Check = z.infer<typeof check>;

/** Result of a `verify` job: the worst of its checks is its verdict. */
export const verifyReport = z.strictObject({
  path: z.string(),
  kind: z.enum(['e01', 'raw', 'bag', 'volume', 'log-bundle', 'package', 'unknown']),
  verdict,
  checks: z.array(check),
});
export type VerifyReport = z.infer<typeof verifyReport>;

export const imaging = {
  'source.list': call({ input: nothing, output: z.array(sourceFacts), access: ['operator'] }),
  'source.inspect': call({ input: z.strictObject({ path }), output: sourceFacts, access: ['operator'] }),
  /** Everything that can be refused before two people are asked for their codes. */
  'acquire.plan': call({ input: acquireParameters, output: acquirePlan, access: ['operator'] }),
  /** What was interrupted in this folder and can be taken up: the parameters to ask approval for, with `resume` added. */
  'acquire.interrupted': call({
    input: z.strictObject({ path }),
    output: z.array(acquireParameters),
    access: ['operator'],
  }),
  'acquire.start': call({
    input: z.strictObject({ ceremonyId: id, parameters: acquireParameters }),
    output: started,
    access: ['operator'],
  }),
  /** Needs no station: a recipient checks with it. `passphrase` opens a volume. */
  'verify.start': call({
    input: z.strictObject({ path, passphrase: z.string().max(512).nullable() }),
    output: started,
    access: 'anyone',
  }),
};

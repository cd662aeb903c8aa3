/** Sealed export and printed forms. */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { started } from './jobs.ts';
import { byteCount, id, path, sha256, text, verdict } from './shapes.ts';

export const FORMS = ['extraction-list', 'seal-record'] as const;

/** How the package is sealed; formats are described in `docs/formats`. `none` is a plain folder, signed only. */
export const VOLUMES = ['veracrypt', 'veracrypt-argon2id', 'luks2', 'none'] as const;

export const exportParameters = z.strictObject({
  caseId: id,
  imageIds: z.array(id).min(1),
  forms: z.array(z.enum(FORMS)),
  /** The volume file or folder to create, or a block device to overwrite. */
  target: path,
  volume: z.enum(VOLUMES),
  recipient: text(200),
  purpose: text(500),
});
export type ExportParameters = z.infer<typeof exportParameters>;

/** Result of a `seal-export` job. */
export const exportResult = z.strictObject({
  target: z.string(),
  sizeBytes: byteCount,
  /** SHA-256 of the bag's tag manifest: one digest that stands for all, printed on the hand-over form. */
  packageDigest: sha256,
  files: z.number().int(),
  /** The target read back and compared. */
  verdict,
  /** Where the read-back came from: the medium itself, or possibly the system's cache, where no more can be had. */
  readBackFrom: z.enum(['medium', 'cache']),
  logIndex: z.number().int(),
});
export type ExportResult = z.infer<typeof exportResult>;

export const exporting = {
  'export.plan': call({
    input: exportParameters,
    output: z.strictObject({ neededBytes: byteCount, freeBytes: byteCount, files: z.number().int() }),
    access: ['exporter', 'operator'],
  }),
  /** Both halves are typed again by the people who received them: proof that they were kept. */
  'export.start': call({
    input: z.strictObject({
      ceremonyId: id,
      parameters: exportParameters,
      operatorHalf: z.string().max(256),
      witnessHalf: z.string().max(256),
    }),
    output: started,
    access: ['exporter', 'operator'],
  }),
  /** The form as a complete, inert HTML document; the window prints it to PDF. */
  'form.render': call({
    input: z.strictObject({
      form: z.enum(FORMS),
      caseId: id,
      exhibitId: id,
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    output: z.strictObject({ title: z.string(), html: z.string() }),
    access: EVIDENCE_ROLES,
  }),
};

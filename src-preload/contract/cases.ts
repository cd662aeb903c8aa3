/** Cases, exhibits, seals, photographs. Field names follow the seal record of `docs/formats/forms.md`. */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { byteCount, hashes, id, name, nothing, path, sha256, text, utcMs } from './shapes.ts';

export const caseSummary = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  /** Which set of form layouts and rules applies, by versioned id. */
  ruleset: z.string(),
  state: z.enum(['open', 'closed']),
  legalHold: z.boolean(),
  exhibitCount: z.number().int(),
  imageCount: z.number().int(),
  createdAt: utcMs,
  createdBy: z.string(),
});
export type CaseSummary = z.infer<typeof caseSummary>;

export const caseInput = z.strictObject({
  number: name,
  title: name,
  /** 案由 */
  cause: text(2000).default(''),
  /** Whose form set: 办案机关, 单位自行固定, 司法鉴定. */
  partyKind: z.enum(['authority', 'organisation', 'appraiser']).default('organisation'),
  ruleset: z.string().default('cn-2019'),
});
export type CaseInput = z.output<typeof caseInput>;

/** 介质封存记录, fields of the medium and its holder. Empty text means not recorded. */
export const exhibitInput = z.strictObject({
  caseId: id,
  /** 检材编号, unique in the case. */
  number: name,
  name,
  mediumType: text(100).default(''),
  brand: text(100).default(''),
  model: text(100).default(''),
  serial: text(100).default(''),
  capacity: text(100).default(''),
  interfaceType: text(100).default(''),
  sectorCount: text(40).default(''),
  hiddenAreas: text(200).default(''),
  quantity: z.number().int().min(1).max(100000).default(1),
  appearance: text(2000).default(''),
  source: text(500).default(''),
  holder: text(200).default(''),
  holderDocument: text(200).default(''),
  powerState: text(200).default(''),
  shielding: text(200).default(''),
  location: text(500).default(''),
});
export type ExhibitInput = z.output<typeof exhibitInput>;

export const photo = z.strictObject({
  id,
  exhibitId: id,
  stage: z.enum(['before-seal', 'after-seal', 'before-unseal', 'after-unseal', 'other']),
  caption: z.string(),
  fileName: z.string(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  sizeBytes: byteCount,
  sha256,
  addedAt: utcMs,
  addedBy: z.string(),
});
export type Photo = z.infer<typeof photo>;

export const sealEvent = z.strictObject({
  id,
  kind: z.enum(['sealed', 'unsealed']),
  sealNumber: z.string(),
  previousSealNumber: z.string(),
  method: z.string(),
  reason: z.string(),
  /** 核对结果: the seal found on unsealing against the record. */
  checkResult: z.string(),
  location: z.string(),
  at: utcMs,
  by: z.string(),
  witness: z.string(),
  /** The ceremony that approved an unsealing; null for a sealing. */
  ceremonyId: z.string().nullable(),
  /** Log entry that recorded it. */
  logIndex: z.number().int(),
});
export type SealEvent = z.infer<typeof sealEvent>;

export const imageRecord = z.strictObject({
  id,
  exhibitId: id,
  format: z.enum(['e01', 'raw', 'bag']),
  /** First segment's path; of a bag its folder, whose only segment is the tag manifest. */
  path: z.string(),
  segments: z.array(z.strictObject({ path: z.string(), sizeBytes: byteCount, sha256: sha256.nullable() })),
  sourcePath: z.string(),
  sourceBytes: byteCount,
  hashes,
  /** Hashes of the source stream against those computed again from the image that was written. */
  imageVerdict: z.enum(['matched', 'mismatched', 'not-performed']),
  /** The source read a second time, where asked for. */
  sourceVerdict: z.enum(['matched', 'mismatched', 'not-performed']),
  badRanges: z.array(z.strictObject({ offset: byteCount, length: byteCount, errno: z.string() })),
  startedAt: utcMs,
  endedAt: utcMs,
  operator: z.string(),
  witness: z.string(),
  /** Log entry that recorded the outcome. */
  logIndex: z.number().int(),
});
export type ImageRecord = z.infer<typeof imageRecord>;

export const exhibit = exhibitInput.extend({
  id,
  sealState: z.enum(['unsealed', 'sealed']),
  sealNumber: z.string(),
  createdAt: utcMs,
  createdBy: z.string(),
  seals: z.array(sealEvent),
  photos: z.array(photo),
  images: z.array(imageRecord),
});
export type Exhibit = z.infer<typeof exhibit>;

export const caseDetail = caseSummary.extend({
  cause: z.string(),
  partyKind: z.enum(['authority', 'organisation', 'appraiser']),
  exhibits: z.array(exhibit),
});
export type CaseDetail = z.infer<typeof caseDetail>;

const writers = ['operator'] as const;

export const cases = {
  'case.list': call({ input: nothing, output: z.array(caseSummary), access: EVIDENCE_ROLES }),
  'case.get': call({ input: z.strictObject({ id }), output: caseDetail, access: EVIDENCE_ROLES }),
  'case.create': call({ input: caseInput, output: caseDetail, access: writers }),
  'case.close': call({
    input: z.strictObject({ id, reason: text(500).min(1) }),
    output: caseDetail,
    access: writers,
  }),
  'case.hold': call({
    input: z.strictObject({ id, hold: z.boolean(), reason: text(500).min(1) }),
    output: caseDetail,
    access: ['legal'],
  }),
  'exhibit.add': call({ input: exhibitInput, output: exhibit, access: writers }),
  'exhibit.get': call({ input: z.strictObject({ id }), output: exhibit, access: EVIDENCE_ROLES }),
  'exhibit.seal': call({
    input: z.strictObject({
      id,
      sealNumber: name,
      method: text(500).default(''),
      location: text(500).default(''),
      witness: text(200).default(''),
    }),
    output: exhibit,
    access: writers,
  }),
  'exhibit.unseal': call({
    input: z.strictObject({
      id,
      reason: text(500).min(1),
      checkResult: text(500).min(1),
      location: text(500).default(''),
      ceremonyId: id,
    }),
    output: exhibit,
    access: writers,
  }),
  'exhibit.addPhoto': call({
    input: z.strictObject({ exhibitId: id, path, stage: photo.shape.stage, caption: text(500).default('') }),
    output: exhibit,
    access: writers,
  }),
  /** The picture as a data URL; only raster types are ever stored, so nothing in it can run. */
  'exhibit.photo': call({
    input: z.strictObject({ id }),
    output: z.strictObject({ photo, dataUrl: z.string() }),
    access: EVIDENCE_ROLES,
  }),
};

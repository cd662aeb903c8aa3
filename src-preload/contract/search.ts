/** Searching the records of a case. Every call that finds something names the grant it searches under. */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { id, nothing, utcMs } from './shapes.ts';

export const searchModes = ['exact', 'word', 'homophone', 'fuzzy'] as const;

export const hit = z.strictObject({
  id: z.number().int(),
  sourceId: z.number().int(),
  conversationId: z.number().int(),
  conversation: z.string(),
  senderId: z.number().int().nullable(),
  sender: z.string(),
  /** Null when undated: it never borrows a time. */
  at: utcMs.nullable(),
  type: z.string(),
  text: z.string(),
  /** UTF-16 ranges of `text`, end exclusive. */
  highlights: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** SHA-256 of the record's bytes in its source. */
  rawSha256: z.string(),
});
export type SearchHit = z.infer<typeof hit>;

const resultState = {
  resultId: z.number().int(),
  /** Hits found so far; the exact number once `complete`. */
  found: z.number().int(),
  complete: z.boolean(),
};

const rows = z.strictObject({ ...resultState, hits: z.array(hit) });
const limit = z.number().int().min(1).max(500);

export const search = {
  'search.open': call({
    input: z.strictObject({
      grantId: id,
      query: z.string().max(2000),
      mode: z.enum(searchModes),
      order: z.enum(['oldest-first', 'newest-first']),
      /** Minutes by which the zone that times are typed in is ahead of UTC. */
      zoneOffsetMinutes: z.number().int().min(-900).max(900),
      limit,
    }),
    output: rows,
    access: EVIDENCE_ROLES,
  }),
  'search.rows': call({
    input: z.strictObject({
      grantId: id,
      resultId: z.number().int(),
      offset: z.number().int().nonnegative(),
      limit,
    }),
    output: rows,
    access: EVIDENCE_ROLES,
  }),
  'search.state': call({
    input: z.strictObject({ grantId: id, resultId: z.number().int() }),
    output: z.strictObject(resultState),
    access: EVIDENCE_ROLES,
  }),
  'search.close': call({
    input: z.strictObject({ grantId: id, resultId: z.number().int() }),
    output: nothing,
    access: EVIDENCE_ROLES,
  }),
  /** The conversation around a message, as far as the grant reaches. */
  'search.context': call({
    input: z.strictObject({ grantId: id, messageId: z.number().int(), before: limit, after: limit }),
    output: z.array(hit),
    access: EVIDENCE_ROLES,
  }),
};

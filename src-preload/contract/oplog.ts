/** The operation log: reading it, proving it, taking it away. Nothing here can change it. */
import { z } from 'zod';
import { call, ROLES } from './define.ts';
import { check } from './imaging.ts';
import { nothing, page, path, sha256, utcMs, verdict } from './shapes.ts';

export const logEntry = z.strictObject({
  index: z.number().int().nonnegative(),
  at: utcMs,
  act: z.string(),
  outcome: z.enum(['begun', 'done', 'refused', 'failed', 'cancelled', 'expired']),
  actor: z.string().nullable(),
  witness: z.string().nullable(),
  /** The entry's own text, canonical JSON: what the leaf hash covers. */
  text: z.string(),
  leafHash: sha256,
});
export type LogEntry = z.infer<typeof logEntry>;

export const logHead = z.strictObject({
  size: z.number().int(),
  rootHash: sha256,
  /** The C2SP signed note, as printed on forms. */
  checkpoint: z.string(),
  checkpointSize: z.number().int(),
  verifierKeys: z.array(z.string()),
});
export type LogHead = z.infer<typeof logHead>;

export const log = {
  'log.page': call({
    input: z.strictObject({ ...page, act: z.string().nullable(), actor: z.string().nullable() }),
    output: z.strictObject({ total: z.number().int(), entries: z.array(logEntry) }),
    access: ROLES,
  }),
  'log.head': call({ input: nothing, output: logHead, access: ROLES }),
  /** Inclusion proof in C2SP tlog-proof form against the newest checkpoint. */
  'log.proof': call({
    input: z.strictObject({ index: z.number().int().nonnegative() }),
    output: z.strictObject({ entry: logEntry, proof: z.string() }),
    access: ROLES,
  }),
  'log.verify': call({
    input: nothing,
    output: z.strictObject({ verdict, checks: z.array(check) }),
    access: ROLES,
  }),
  'log.export': call({
    input: z.strictObject({ path }),
    output: z.strictObject({ path: z.string(), size: z.number().int() }),
    access: ROLES,
  }),
};

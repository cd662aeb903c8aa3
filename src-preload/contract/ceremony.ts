/** Dual control: exact parameters, two different people, one use, ten minutes. */
import { z } from 'zod';
import { call } from './define.ts';
import { exportParameters } from './export.ts';
import { acquireParameters } from './imaging.ts';
import { id, name, password, role, sha256, text, totpCode, username, utcMs } from './shapes.ts';

export const ACTS = [
  'acquire',
  'seal-export',
  'user.add',
  'user.reset',
  'exhibit.unseal',
  'retrieval.execute',
  'grant.restore',
] as const;
const act = z.enum(ACTS);
export type Act = (typeof ACTS)[number];

/** What each act is decided on: the parameters that both people see and sign. */
export const actParameters = {
  acquire: acquireParameters,
  'seal-export': exportParameters,
  /** The name goes into the certificate: who lends a key sees and signs for whom. */
  'user.add': z.strictObject({ username, displayName: name, role }),
  'user.reset': z.strictObject({ username }),
  'exhibit.unseal': z.strictObject({
    id,
    reason: text(500).min(1),
    checkResult: text(500).min(1),
    location: text(500).default(''),
  }),
  'retrieval.execute': z.strictObject({ requestId: id, grantId: id }),
  'grant.restore': z.strictObject({ grantId: id, reason: text(1000).min(1) }),
} as const satisfies Record<Act, z.ZodType>;
export type ActParameters = { readonly [A in Act]: z.output<(typeof actParameters)[A]> };

export const SIDES = ['operator', 'witness'] as const;
export type Side = (typeof SIDES)[number];

const sideState = z.strictObject({
  state: z.enum(['waiting', 'proven', 'refused']),
  username: username.nullable(),
  displayName: z.string().nullable(),
  role: role.nullable(),
  at: utcMs.nullable(),
});

export const ceremony = z.strictObject({
  id,
  act,
  /** Canonical JSON (RFC 8785) of the parameters: what both people sign. */
  parametersText: z.string(),
  /** SHA-256 over `sealbench/ceremony/v1\n` + act + `\n` + parametersText, UTF-8. */
  digest: sha256,
  openedAt: utcMs,
  expiresAt: utcMs,
  state: z.enum(['open', 'proven', 'used', 'refused', 'expired']),
  operator: sideState,
  witness: sideState,
});
export type Ceremony = z.infer<typeof ceremony>;

export const ceremonyCalls = {
  'ceremony.open': call({
    input: z.strictObject({ act, parameters: z.record(z.string(), z.unknown()) }),
    output: ceremony,
    access: ['operator', 'exporter', 'administrator', 'legal'],
  }),
  'ceremony.get': call({ input: z.strictObject({ id }), output: ceremony, access: 'signed-in' }),
  /**
   * One person's proof. For `seal-export` the answer carries that person's half of the passphrase, shown once:
   * it is not stored, and both halves are asked for again before anything is sealed.
   */
  'ceremony.prove': call({
    input: z.strictObject({ id, side: z.enum(SIDES), username, password, code: totpCode }),
    output: z.strictObject({ ceremony, passphraseHalf: z.string().nullable() }),
    access: 'signed-in',
  }),
  'ceremony.refuse': call({
    input: z.strictObject({ id, side: z.enum(SIDES), reason: text(500).min(1) }),
    output: ceremony,
    access: 'signed-in',
  }),
};

/** Station, accounts and sessions. */
import { z } from 'zod';
import { call } from './define.ts';
import { id, name, nothing, password, role, text, totpCode, username, utcMs } from './shapes.ts';

export const stationStatus = z.strictObject({
  /** `absent`: no station in this folder yet. `locked`: nobody has signed in, the stores are closed. */
  state: z.enum(['absent', 'locked', 'open']),
  home: z.string(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  /** Names the station on forms and in the log's origin. */
  serial: z.string().nullable(),
  demo: z.boolean(),
  version: z.string(),
  runtime: z.strictObject({
    electron: z.string().nullable(),
    node: z.string(),
    /** True on the stand-in runtime that serves only development and tests. */
    development: z.boolean(),
  }),
  /** The clock went back behind the last time that the station recorded: sign-in is refused until it is right. */
  clockBehindMs: z.number().int().nonnegative(),
  nowAt: utcMs,
});
export type StationStatus = z.infer<typeof stationStatus>;

export const session = z.strictObject({
  username,
  displayName: z.string(),
  role,
  startedAt: utcMs,
  /** Whole 30 s steps by which this person's code was early (-) or late (+). */
  codeDriftSteps: z.number().int(),
});
export type Session = z.infer<typeof session>;

/** Shown once, when an account is made or its second factor is reset. */
export const enrolment = z.strictObject({ username, totpSecret: z.string(), totpUri: z.string() });

export const account = z.strictObject({
  username,
  displayName: z.string(),
  role,
  state: z.enum(['active', 'disabled']),
  staffNumber: z.string(),
  idDocument: z.string(),
  phone: z.string(),
  createdAt: utcMs,
  lastSignInAt: utcMs.nullable(),
  /** SHA-256 of the account's X.509 certificate (DER). */
  certificateFingerprint: z.string(),
  holdsEvidenceKey: z.boolean(),
});
export type Account = z.infer<typeof account>;

const person = {
  username,
  displayName: name,
  password,
  /** Fields that the forms print for a signer (法释〔2021〕1号 art. 80: identity document, contact). */
  staffNumber: text(60).default(''),
  idDocument: text(120).default(''),
  phone: text(60).default(''),
};

export const station = {
  'station.status': call({ input: nothing, output: stationStatus, access: 'anyone' }),
  'station.init': call({
    input: z.strictObject({ name, organisation: name, administrator: z.strictObject(person) }),
    output: enrolment,
    access: 'anyone',
  }),
  'session.signIn': call({
    input: z.strictObject({ username, password, code: totpCode }),
    output: session,
    access: 'anyone',
  }),
  'session.current': call({ input: nothing, output: session.nullable(), access: 'anyone' }),
  'session.signOut': call({ input: nothing, output: nothing, access: 'anyone' }),
  'user.list': call({ input: nothing, output: z.array(account), access: 'signed-in' }),
  /**
   * The administrator makes accounts. An account of an evidence role needs the evidence key, which the administrator
   * does not hold: the first one creates it, every later one takes a ceremony with somebody who holds it.
   */
  'user.add': call({
    input: z.strictObject({ ...person, role, ceremonyId: id.nullable() }),
    output: enrolment,
    access: ['administrator'],
  }),
  'user.disable': call({
    input: z.strictObject({ username, reason: text(500).min(1) }),
    output: account,
    access: ['administrator'],
  }),
  /** New password and second factor for somebody who lost theirs; under dual control when the evidence key is involved. */
  'user.reset': call({
    input: z.strictObject({ username, password, ceremonyId: id.nullable() }),
    output: enrolment,
    access: ['administrator'],
  }),
  'user.changePassword': call({
    input: z.strictObject({ current: password, code: totpCode, next: password }),
    output: nothing,
    access: 'signed-in',
  }),
};

/**
 * station: one home folder and the people who work at it.
 *
 * Terms: the *door* is what can be read before anybody signed in; a *ring* is the keys of one account, sealed under its
 * password; the *authority* issues each account an X.509 *identity*; to *prove* is to pass the same checks as at sign-in
 * beside somebody who is signed in.
 *
 * Promises: one process holds a home; nobody gets in without password and one-time code, each code once; guessing is
 * slow and ends; every refusal is recorded; the administrator's ring never has the evidence key, nor does the auditor's
 * or the witness's; a station, an account or a new password is there wholly or not at all. Never says which of name,
 * password and code was wrong, never decides over evidence.
 */
export type { NewPerson } from './accounts.ts';
export { type Argon2Cost, argon2id } from './argon2.ts';
export { createDemoStation } from './demo.ts';
export type { ProvenPerson } from './person.ts';
export type { OpenSession } from './session.ts';
export { openStation, type Station } from './station.ts';
export { STEP_SECONDS, totpCode } from './totp.ts';

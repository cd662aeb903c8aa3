/**
 * ceremony: dual control. One act with exact parameters, two different people, each with password, one-time code and a
 * key of their own; one use, ten minutes.
 *
 * Terms: the *operator side* is the person who is signed in, the *witness side* the second one; *consent* is a signature
 * over the digest of act and parameters; an *approval* is what `redeem` makes of two consents, and what a stage needs.
 *
 * Promises: an approval exists only for parameters that both people signed, and only once; every step and every refusal
 * stands in the log; keys are forgotten when the ceremony ends; a passphrase half is shown once and not kept. Never does
 * the act itself.
 */
export type { Approval } from './approval.ts';
export { type Ceremonies, openCeremonies } from './ceremonies.ts';
export { signStatement } from './statement.ts';

/**
 * The proof that two different people agreed to exactly these parameters. Only `Ceremonies` makes one, once.
 * A stage that needs two people takes an `Approval<Act>` as an argument: without it, it does not compile.
 */
import type { Act, ActParameters } from '../../../src-preload/contract/index.ts';
import type { Sha256Hex, UtcMs } from '../lib/index.ts';
import type { Cosigner } from '../oplog/index.ts';

declare const approved: unique symbol;

export interface Approval<A extends Act = Act> {
  readonly [approved]: A;
  readonly ceremonyId: string;
  readonly act: A;
  /** Exactly what both people signed; a stage takes what it does from here. */
  readonly parameters: ActParameters[A];
  readonly parametersDigest: Sha256Hex;
  readonly operator: ApprovingPerson;
  readonly witness: ApprovingPerson;
  readonly provenAt: UtcMs;
  /** Who lends the evidence key to a new or reset account, for the acts that need it. */
  readonly evidenceHolder: A extends 'user.add' | 'user.reset' ? EvidenceHolder : null;
  /** Both halves joined, for a sealed export into an encrypted volume. Never stored, never logged. */
  readonly passphrase: A extends 'seal-export' ? string | null : null;
  /** Forgets both people's keys. Whoever redeemed it calls this when the act has ended, however it ended. */
  release(): void;
}

export interface ApprovingPerson {
  readonly username: string;
  readonly displayName: string;
  /** Signs checkpoints. */
  readonly cosigner: Cosigner;
  /** Signs packages and forms (CMS). PEM, valid until `release`. */
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface EvidenceHolder {
  readonly username: string;
  /** Raw 32 bytes, overwritten by `release`. */
  readonly evidenceKey: Uint8Array;
}

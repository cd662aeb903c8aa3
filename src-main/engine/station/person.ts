/** Somebody who just proved who they are, with the keys that this takes; forgotten by whoever asked. */
import type { Role } from '../../../src-preload/contract/index.ts';
import { BugError } from '../lib/index.ts';
import type { Cosigner } from '../oplog/index.ts';
import { wipe } from '../vault/index.ts';

export interface ProvenPerson {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** PEM; stays readable. */
  readonly certificatePem: string;
  /** The following are a bug to ask for after `forget`. PKCS#8 PEM. */
  readonly privateKeyPem: string;
  readonly cosigner: Cosigner;
  readonly evidenceKey: Uint8Array | null;
  /** Overwrites the keys, best effort. */
  forget(): void;
}

export interface PersonKeys {
  readonly privateKeyPem: string;
  readonly cosigner: Cosigner;
  readonly evidenceKey: Uint8Array | null;
}

export function provenPerson(
  facts: Pick<ProvenPerson, 'username' | 'displayName' | 'role' | 'certificatePem'>,
  keys: PersonKeys,
): ProvenPerson {
  const { username, displayName, role, certificatePem } = facts;
  let held: PersonKeys | null = keys;

  function present(): PersonKeys {
    if (!held) throw new BugError('bug.person-forgotten', { username });
    return held;
  }

  return {
    username,
    displayName,
    role,
    certificatePem,
    get privateKeyPem() {
      return present().privateKeyPem;
    },
    get cosigner() {
      return present().cosigner;
    },
    get evidenceKey() {
      return present().evidenceKey;
    },
    forget() {
      if (held) wipe(held.cosigner.seed, held.evidenceKey ?? new Uint8Array());
      held = null;
    },
  };
}

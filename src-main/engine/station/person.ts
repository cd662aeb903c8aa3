/** Somebody who just proved who they are, with the keys that this takes; forgotten by whoever asked. */
import type { Role } from '../../../src-preload/contract/index.ts';
import { BugError } from '../lib/index.ts';
import type { Cosigner } from '../oplog/index.ts';
import { wipe } from '../vault/index.ts';
import { checkPassword } from './passwordPolicy.ts';
import { exportPkcs12 } from './pkcs12.ts';

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
  /** Certificate and key as PKCS#12 (DER) under a password of the person's choice, for use in other programs. */
  exportIdentity(password: string): Uint8Array;
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
  authorityPem: string,
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
    exportIdentity(password) {
      checkPassword(password, [username, displayName]);
      const identity = { certificatePem, privateKeyPem: present().privateKeyPem };
      return exportPkcs12(identity, authorityPem, password, displayName);
    },
    forget() {
      if (held) wipe(held.cosigner.seed, held.evidenceKey ?? new Uint8Array());
      held = null;
    },
  };
}

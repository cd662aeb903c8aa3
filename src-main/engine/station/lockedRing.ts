/** A ring under a password, as it stands in the door, and back. */
import { WrongKeyError } from '../lib/index.ts';
import { type Argon2Cost, newSalt, passwordKey } from './argon2.ts';
import type { DoorAccount } from './door.ts';
import { type Ring, sealRing, unsealRing } from './ring.ts';

export interface RingOwner {
  /** Of the station. */
  readonly serial: string;
  readonly username: string;
  readonly ringNumber: number;
  readonly cost: Argon2Cost;
}

export async function lockRing(ring: Ring, password: string, owner: RingOwner): Promise<DoorAccount> {
  const { serial, username, ringNumber, cost } = owner;
  const salt = newSalt();
  const key = await passwordKey(password, salt, cost);
  try {
    return {
      username,
      ringNumber,
      cost,
      salt,
      sealedRing: sealRing(key, ring, { serial, username, ringNumber, salt, cost }),
    };
  } finally {
    key.fill(0);
  }
}

/** Null for another password. */
export async function unlockRing(account: DoorAccount, password: string, serial: string): Promise<Ring | null> {
  const key = await passwordKey(password, account.salt, account.cost);
  try {
    return unsealRing(key, account.sealedRing, { serial, ...account });
  } catch (error) {
    if (error instanceof WrongKeyError) return null;
    throw error;
  } finally {
    key.fill(0);
  }
}

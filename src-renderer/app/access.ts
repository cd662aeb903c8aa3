/** Which calls a role may make, read from the contract itself, so that the window offers exactly what the door allows. */
import { type CallKey, contract, type Role } from '../../src-preload/contract/index.ts';

export function mayCall(role: Role, key: CallKey): boolean {
  const { access } = contract[key];
  return access === 'anyone' || access === 'signed-in' || access.includes(role);
}

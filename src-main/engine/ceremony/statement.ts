/**
 * What is signed in a ceremony (`docs/formats/ceremony.md`). The digest stands for act and parameters; the statement
 * around it names ceremony, side, person and time, so that a signature proves nothing but this one consent.
 */
import { sign } from 'node:crypto';
import type { Act, Side } from '../../../src-preload/contract/index.ts';
import { isoWithOffset, type Sha256Hex, sha256Of, type UtcMs } from '../lib/index.ts';

export function parametersDigest(act: Act, parametersText: string): Sha256Hex {
  return sha256Of(`sealbench/ceremony/v1\n${act}\n${parametersText}`);
}

export interface Consent {
  readonly ceremonyId: string;
  readonly side: Side;
  readonly username: string;
  readonly at: UtcMs;
  readonly digest: Sha256Hex;
}

export function consentStatement({ ceremonyId, side, username, at, digest }: Consent): string {
  return [
    'sealbench/ceremony-consent/v1',
    `ceremony ${ceremonyId}`,
    `side ${side}`,
    `person ${username}`,
    `time ${isoWithOffset(at)}`,
    `digest ${digest}`,
    '',
  ].join('\n');
}

/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2), base64; `openssl dgst -sha256 -verify` checks it. */
export function signStatement(statement: string, privateKeyPem: string): string {
  return sign('sha256', Buffer.from(statement, 'utf8'), privateKeyPem).toString('base64');
}

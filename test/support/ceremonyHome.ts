/** Ceremonies over a real operation log and people made of a table, for tests of every role and every moment. */
import { generateKeyPairSync } from 'node:crypto';
import { type Ceremonies, openCeremonies } from '../../src-main/engine/ceremony/index.ts';
import { RefusedError } from '../../src-main/engine/lib/index.ts';
import type { ProvenPerson } from '../../src-main/engine/station/index.ts';
import { type Account, type Act, EVIDENCE_ROLES, ROLES, type Role } from '../../src-preload/contract/index.ts';
import { type LogHome, logHome, subjectOf } from './operationLog.ts';

const identity = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const PUBLIC_KEY_PEM = identity.publicKey.export({ format: 'pem', type: 'spki' }) as string;

export interface CeremonyHome extends LogHome {
  /** For a session of this account. */
  ceremonies(username: string): Ceremonies;
  /** The accounts are one of every role, named like it, and a second operator. */
  change(username: string, facts: Partial<Account>): void;
  /** Everybody who proved, in order, to see whether their keys were forgotten. */
  readonly proven: { readonly username: string; forgotten: boolean }[];
  /** Runs while somebody's password is being checked. */
  whileProving: () => void;
  logged(step: string): readonly {
    readonly outcome: string;
    readonly actor: string | null;
    readonly witness: string | null;
    readonly subject: Record<string, unknown>;
  }[];
}

export const PASSWORD = 'right';

export function ceremonyHome(): CeremonyHome {
  const log = logHome();
  const accounts = new Map([...ROLES, 'operator2' as const].map((name) => [name as string, account(name)]));
  const home: CeremonyHome = {
    ...log,
    change: (username, facts) => {
      accounts.set(username, { ...(accounts.get(username) as Account), ...facts });
    },
    proven: [],
    whileProving: () => undefined,
    ceremonies: (username) =>
      openCeremonies({
        clock: log.clock,
        session: { log: log.log(), person: { ...(accounts.get(username) as Account), certificatePem: '' } },
        station: { accounts: () => [...accounts.values()], prove },
      }),
    logged: (step) =>
      log
        .log()
        .page({ offset: 0, limit: 100, act: `ceremony.${step}`, actor: null })
        .entries.map(({ outcome, actor, witness, text }) => ({
          outcome,
          actor,
          witness,
          subject: subjectOf(text),
        })),
  };

  async function prove(username: string, password: string): Promise<ProvenPerson> {
    await Promise.resolve();
    home.whileProving();
    const found = accounts.get(username);
    if (!found || password !== PASSWORD) throw new RefusedError('auth.failed');
    const record = { username, forgotten: false };
    home.proven.push(record);
    return {
      username,
      displayName: found.displayName,
      role: found.role,
      certificatePem: '',
      privateKeyPem: identity.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
      cosigner: { name: `${log.log().origin}/${username}`, seed: new Uint8Array(32).fill(username.length) },
      evidenceKey: found.holdsEvidenceKey ? new Uint8Array(32).fill(7) : null,
      exportIdentity: () => new Uint8Array(),
      forget: () => {
        record.forgotten = true;
      },
    };
  }
  return home;
}

function account(username: Role | 'operator2'): Account {
  const role: Role = username === 'operator2' ? 'operator' : username;
  return {
    username,
    displayName: username,
    role,
    state: 'active',
    staffNumber: '',
    idDocument: '',
    phone: '',
    createdAt: 0,
    lastSignInAt: null,
    certificateFingerprint: '',
    holdsEvidenceKey: (EVIDENCE_ROLES as readonly Role[]).includes(role),
  };
}

/** Parameters that each act accepts. */
export const PARAMETERS: Readonly<Record<Act, Record<string, unknown>>> = {
  acquire: {
    caseId: 'case-1',
    exhibitId: 'exhibit-1',
    sourcePath: '/dev/loop0',
    sourceBytes: 1024,
    destination: '/images',
    baseName: 'JC-01',
    format: 'e01',
    segmentBytes: 0,
    compression: 'fast',
    hashes: ['sha256', 'sm3'],
    verifyImage: true,
    examiner: '李明',
    notes: '',
  },
  'seal-export': {
    caseId: 'case-1',
    imageIds: ['image-1'],
    forms: ['seal-record'],
    target: '/media/usb/JC-01.hc',
    volume: 'veracrypt',
    recipient: '市中级人民法院',
    purpose: '诉讼举证',
  },
  'user.add': { username: 'newcomer', displayName: '新人', role: 'operator' },
  'user.reset': { username: 'operator' },
  'exhibit.unseal': { id: 'exhibit-1', reason: '检验', checkResult: '封条完好', location: '' },
  'retrieval.execute': { requestId: 'request-1', grantId: 'grant-1' },
  'grant.restore': { grantId: 'grant-1', reason: '误报' },
};

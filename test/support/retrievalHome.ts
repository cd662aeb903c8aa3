/** Requests over a case of their own, with an account of every role and a second one where two are needed. */
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { Approval } from '../../src-main/engine/ceremony/index.ts';
import { RefusedError, sha256Hex, utcMs } from '../../src-main/engine/lib/index.ts';
import { openRetrieval, type Retrieval } from '../../src-main/engine/retrieval/index.ts';
import { openBlobStore } from '../../src-main/engine/vault/index.ts';
import {
  type Account,
  type GrantInput,
  type RequestInput,
  ROLES,
  type Role,
  requestInput,
} from '../../src-preload/contract/index.ts';
import { aCase, type CasesHome, casesHome } from './casesHome.ts';

const identity = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const PUBLIC_KEY = identity.publicKey;
export const PROOF = { password: 'right', code: '000000' };

export interface RetrievalHome extends CasesHome {
  readonly caseId: string;
  /** As somebody: a role's name, or `operator2`, `legal2`, `superior2`. */
  as(username: string): Retrieval;
  change(username: string, facts: Partial<Account>): void;
}

export function retrievalHome(): RetrievalHome {
  const home = casesHome();
  const names = [...ROLES, 'operator2', 'legal2', 'superior2'];
  const accounts = new Map(names.map((name) => [name, accountOf(name)]));
  const { id: caseId } = home.cases().create(aCase(), 'operator');
  const blobs = openBlobStore(join(home.logHome.folder, 'blobs'), new Uint8Array(32).fill(0x55));
  return {
    ...home,
    caseId,
    change: (username, facts) => {
      accounts.set(username, { ...(accounts.get(username) as Account), ...facts });
    },
    as: (username) =>
      openRetrieval({
        db: home.store(),
        blobs,
        log: home.logHome.log(),
        clock: home.logHome.clock,
        cases: home.cases(),
        session: { person: { ...(accounts.get(username) as Account), certificatePem: '' } },
        station: {
          accounts: () => [...accounts.values()],
          prove: async (name, password) => {
            await Promise.resolve();
            if (password !== PROOF.password) throw new RefusedError('auth.failed');
            return {
              ...(accounts.get(name) as Account),
              certificatePem: '',
              privateKeyPem: identity.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
              cosigner: { name, seed: new Uint8Array(32) },
              evidenceKey: null,
              exportIdentity: () => new Uint8Array(),
              forget: () => undefined,
            };
          },
        },
      }),
  };
}

function accountOf(username: string): Account {
  return {
    username,
    displayName: username,
    role: username.replace('2', '') as Role,
    state: 'active',
    staffNumber: 'YS001',
    idDocument: '',
    phone: '010-1',
    createdAt: 0,
    lastSignInAt: null,
    certificateFingerprint: '',
    holdsEvidenceKey: true,
  };
}

export const SCOPE: RequestInput['scope'] = { conversations: [1, 2], senders: null, types: null, from: 1000, to: 2000 };

export const aRequest = (caseId: string, facts: Partial<RequestInput> = {}): RequestInput =>
  requestInput.parse({
    caseId,
    unit: '安全监察部',
    basisKind: 'authorisation',
    basis: '授权书 2026-31',
    cause: '客户投诉辱骂',
    objects: '客户服务一群',
    scope: SCOPE,
    necessity: '只涉及一名客服一日',
    sensitive: false,
    minors: false,
    purpose: '内部处理',
    recipientUnit: '法务部',
    recipientPerson: '林静怡',
    retention: '三年',
    method: '检索提取',
    deidentify: false,
    integrityMethod: 'SHA-256',
    secondApprover: null,
    ...facts,
  });

export const LEGAL_BASIS = {
  kind: 'legal-basis',
  subject: '王某某',
  article: '《个人信息保护法》第十三条第三项',
  reference: '',
  explanation: '履行法定职责',
} as const;

export function aGrant(home: RetrievalHome, facts: Partial<GrantInput> = {}): GrantInput {
  const now = home.logHome.clock.now();
  return {
    scope: SCOPE,
    persons: [{ username: 'operator', level: 'legal' }],
    validFrom: now,
    validTo: now + 3_600_000,
    download: false,
    ...facts,
  };
}

/** Takes the request as far as a waiting grant; hands back both ids. */
export async function grantedRequest(
  home: RetrievalHome,
  form: Partial<RequestInput> = {},
  grant: Partial<GrantInput> = {},
): Promise<{ id: string; grantId: string }> {
  const { id } = home.as('operator').create(aRequest(home.caseId, form));
  await home.as('operator').submit(id, PROOF);
  await home.as('superior').decide(id, 'approved', '同意', PROOF);
  await home.as('operator').consent(id, LEGAL_BASIS, PROOF);
  const { grantId } = await home.as('legal').grant(id, aGrant(home, grant), PROOF);
  return { id, grantId: grantId as string };
}

export async function openGrant(
  home: RetrievalHome,
  form: Partial<RequestInput> = {},
  grant: Partial<GrantInput> = {},
): Promise<{ id: string; grantId: string }> {
  const ids = await grantedRequest(home, form, grant);
  home.as('operator').execute(approvalOf('retrieval.execute', { requestId: ids.id, grantId: ids.grantId }));
  return ids;
}

/** What `redeem` would hand out, without the ceremony before it. */
export function approvalOf<A extends 'retrieval.execute' | 'grant.restore'>(
  act: A,
  parameters: Approval<A>['parameters'],
  people: readonly [string, string] = ['operator', 'witness'],
): Approval<A> {
  const person = (username: string) => ({
    username,
    displayName: username,
    cosigner: { name: username, seed: new Uint8Array(32) },
    certificatePem: '',
    privateKeyPem: '',
  });
  const approval = {
    ceremonyId: 'ceremony-1',
    act,
    parameters,
    parametersDigest: sha256Hex('0'.repeat(64)),
    operator: person(people[0]),
    witness: person(people[1]),
    provenAt: utcMs(0),
    evidenceHolder: null,
    passphrase: null,
    release: () => undefined,
  };
  return approval as unknown as Approval<A>;
}

/** Cases over an evidence store of their own, with an operation log beside it. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Cases, openCases } from '../../src-main/engine/cases/index.ts';
import type { Approval } from '../../src-main/engine/ceremony/index.ts';
import { sha256Hex, utcMs } from '../../src-main/engine/lib/index.ts';
import { openBlobStore, openStore, type Store } from '../../src-main/engine/vault/index.ts';
import { caseInput, exhibitInput } from '../../src-preload/contract/index.ts';
import { type LogHome, logHome, OPERATOR, subjectOf, WITNESS } from './operationLog.ts';

export interface CasesHome {
  readonly logHome: LogHome;
  readonly evidencePath: string;
  cases(): Cases;
  store(): Store;
  close(): void;
  /** Newest first: what the log says of one act. */
  logged(act: string): readonly { readonly outcome: string; readonly subject: Record<string, unknown> }[];
}

export function casesHome(): CasesHome {
  const log = logHome();
  const evidencePath = join(log.folder, 'evidence.db');
  const key = new Uint8Array(32).fill(0x55);
  let store: Store | null = null;
  let cases: Cases | null = null;

  const home: CasesHome = {
    logHome: log,
    evidencePath,
    store() {
      store ??= openStore(evidencePath, key, 'evidence');
      return store;
    },
    cases() {
      const blobs = openBlobStore(join(log.folder, 'blobs'), key);
      cases ??= openCases({ db: home.store(), blobs, log: log.log() });
      return cases;
    },
    close() {
      store?.close();
      store = null;
      cases = null;
      log.close();
    },
    logged: (act) =>
      log
        .log()
        .page({ offset: 0, limit: 100, act, actor: null })
        .entries.map(({ outcome, text }) => ({ outcome, subject: subjectOf(text) })),
  };
  onTestFinished(() => home.close());
  return home;
}

export const aCase = (number = '2026-017') => caseInput.parse({ number, title: '客户投诉辱骂', cause: '名誉权纠纷' });

export const anExhibit = (caseId: string, number = 'JC-01') =>
  exhibitInput.parse({
    caseId,
    number,
    name: 'U盘',
    mediumType: 'U盘',
    serial: '4C530001',
    holder: '张三',
    holderDocument: '11010519491231002X',
  });

/** What `redeem` would hand out, without the ceremony before it. */
export function unsealApproval(
  parameters: Partial<Approval<'exhibit.unseal'>['parameters']>,
): Approval<'exhibit.unseal'> {
  const person = (username: string, cosigner: typeof OPERATOR) => ({
    username,
    displayName: username,
    cosigner,
    certificatePem: '',
    privateKeyPem: '',
  });
  const approval: Omit<Approval<'exhibit.unseal'>, symbol> = {
    ceremonyId: 'ceremony-1',
    act: 'exhibit.unseal',
    parameters: { id: '', reason: '检验', checkResult: '封条完好', location: '检验室', ...parameters },
    parametersDigest: sha256Hex('0'.repeat(64)),
    operator: person('li.ming', OPERATOR),
    witness: person('wang.fang', WITNESS),
    provenAt: utcMs(0),
    evidenceHolder: null,
    passphrase: null,
    release: () => undefined,
  };
  return approval as Approval<'exhibit.unseal'>;
}

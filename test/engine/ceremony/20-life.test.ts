/** A ceremony from its opening to its one use, and everything that ends it before. */
import { createHash, verify } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { Ceremonies } from '../../../src-main/engine/ceremony/index.ts';
import { canonicalJson, type JsonValue } from '../../../src-main/engine/lib/index.ts';
import { type CeremonyHome, ceremonyHome, PARAMETERS, PASSWORD, PUBLIC_KEY_PEM } from '../../support/ceremonyHome.ts';

const ACQUIRE = PARAMETERS.acquire;

interface Begun {
  readonly home: CeremonyHome;
  readonly ceremonies: Ceremonies;
  readonly id: string;
}

function begun(): Begun {
  const home = ceremonyHome();
  const ceremonies = home.ceremonies('operator');
  return { home, ceremonies, id: ceremonies.open('acquire', ACQUIRE).id };
}

async function proven(): Promise<Begun> {
  const all = begun();
  await all.ceremonies.prove(all.id, 'operator', 'operator', PASSWORD, '1');
  await all.ceremonies.prove(all.id, 'witness', 'witness', PASSWORD, '1');
  return all;
}

/** What refused a use, as thrown and as logged. */
function refusedUse({ home, ceremonies, id }: Begun, parameters: unknown = ACQUIRE): string {
  let code = '';
  try {
    ceremonies.redeem(id, 'acquire', parameters);
  } catch (thrown) {
    code = (thrown as { code: string }).code;
  }
  expect(home.logged('use')[0]).toMatchObject({ outcome: 'refused', subject: { reason: code } });
  return code;
}

test('what both people sign is the digest of act and parameters as the contract defines it', () => {
  const { ceremonies, id } = begun();
  const { parametersText, digest, openedAt, expiresAt } = ceremonies.get(id);
  expect(parametersText).toBe(canonicalJson(ACQUIRE as JsonValue));
  const expected = createHash('sha256')
    .update(`sealbench/ceremony/v1\nacquire\n${parametersText}`, 'utf8')
    .digest('hex');
  expect(digest).toBe(expected);
  expect(expiresAt - openedAt).toBe(600_000);
});

test('two people’s proofs make one approval of exactly the parameters, and each step stands in the log', async () => {
  const { home, ceremonies, id } = await proven();
  expect(ceremonies.get(id)).toMatchObject({
    state: 'proven',
    operator: { username: 'operator' },
    witness: { username: 'witness' },
  });
  const approval = ceremonies.redeem(id, 'acquire', ACQUIRE);
  expect(approval).toMatchObject({
    ceremonyId: id,
    act: 'acquire',
    parameters: ACQUIRE,
    evidenceHolder: null,
    passphrase: null,
  });
  expect(approval.operator).not.toHaveProperty('evidenceKey');
  expect(ceremonies.get(id).state).toBe('used');
  expect(home.logged('open')).toMatchObject([
    { outcome: 'done', actor: 'operator', subject: { ceremonyId: id, forAct: 'acquire', parameters: ACQUIRE } },
  ]);
  expect(home.logged('prove')).toMatchObject([
    { outcome: 'done', actor: 'operator', witness: 'witness', subject: { side: 'witness', role: 'witness' } },
    { outcome: 'done', actor: 'operator', witness: null, subject: { side: 'operator', role: 'operator' } },
  ]);
  expect(home.logged('use')).toMatchObject([{ outcome: 'done', actor: 'operator', witness: 'witness' }]);

  expect(home.proven.map((one) => one.forgotten)).toEqual([false, false]);
  approval.release();
  expect(home.proven.map((one) => one.forgotten)).toEqual([true, true]);
});

test('each consent in the log is a signature over a statement that names ceremony, side, person and digest', async () => {
  const { home, ceremonies, id } = await proven();
  const { digest } = ceremonies.get(id);
  for (const { subject } of home.logged('prove')) {
    const statement = String(subject.statement);
    expect(statement.split('\n')).toEqual([
      'sealbench/ceremony-consent/v1',
      `ceremony ${id}`,
      `side ${String(subject.side)}`,
      `person ${String(subject.side)}`,
      expect.stringMatching(/^time \d{4}-/),
      `digest ${digest}`,
      '',
    ]);
    const signature = Buffer.from(String(subject.signature), 'base64');
    expect(verify('sha256', Buffer.from(statement), PUBLIC_KEY_PEM, signature)).toBe(true);
    expect(verify('sha256', Buffer.from(statement.replace('side', 'Side')), PUBLIC_KEY_PEM, signature)).toBe(false);
  }
});

test('an approval works once', async () => {
  const all = await proven();
  all.ceremonies.redeem(all.id, 'acquire', ACQUIRE);
  expect(refusedUse(all)).toBe('ceremony.used');
});

test.each([
  ['another source', { ...ACQUIRE, sourcePath: '/dev/loop1' }],
  ['another destination', { ...ACQUIRE, destination: '/media/usb' }],
  ['one hash less', { ...ACQUIRE, hashes: ['sha256'] }],
  ['the same hashes in another order', { ...ACQUIRE, hashes: ['sm3', 'sha256'] }],
  ['one parameter more', { ...ACQUIRE, force: true }],
  ['no parameters', {}],
])('parameters that differ from what was signed are refused: %s', async (_what, altered) => {
  const all = await proven();
  expect(refusedUse(all, altered)).toBe('ceremony.parameters-altered');
  // What was signed can still be done.
  expect(all.ceremonies.redeem(all.id, 'acquire', ACQUIRE).act).toBe('acquire');
});

test('an approval for one act is none for another', async () => {
  const { home, ceremonies, id } = await proven();
  expect(() => ceremonies.redeem(id, 'exhibit.unseal', PARAMETERS['exhibit.unseal'])).toThrow('ceremony.other-act');
  expect(() => ceremonies.redeemExport(id, PARAMETERS['seal-export'], { operator: '', witness: '' })).toThrow(
    'ceremony.other-act',
  );
  expect(home.logged('use').map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
});

test('nothing may be done before both sides proved, and nothing with a ceremony that never was', async () => {
  const all = begun();
  expect(refusedUse(all)).toBe('ceremony.not-proven');
  await all.ceremonies.prove(all.id, 'operator', 'operator', PASSWORD, '1');
  expect(refusedUse(all)).toBe('ceremony.not-proven');
  expect(refusedUse({ ...all, id: 'nothing' })).toBe('ceremony.unknown');
});

test('the same person cannot stand on both sides, whatever their role', async () => {
  const home = ceremonyHome();
  const ceremonies = home.ceremonies('administrator');
  const { id } = ceremonies.open('user.add', PARAMETERS['user.add']);
  home.change('administrator', { role: 'operator', holdsEvidenceKey: true });
  await expect(ceremonies.prove(id, 'witness', 'administrator', PASSWORD, '1')).rejects.toThrow('ceremony.same-person');
  expect(home.logged('prove')[0]).toMatchObject({ outcome: 'refused', subject: { reason: 'ceremony.same-person' } });
});

test('the operator side is proved by nobody but the person who is signed in', async () => {
  const { home, ceremonies, id } = begun();
  await expect(ceremonies.prove(id, 'operator', 'operator2', PASSWORD, '1')).rejects.toThrow('ceremony.not-signed-in');
  expect(home.proven).toEqual([]);
});

test('a wrong password is logged, spends nothing, and the ceremony goes on', async () => {
  const { home, ceremonies, id } = begun();
  await expect(ceremonies.prove(id, 'witness', 'witness', 'wrong', '1')).rejects.toThrow('auth.failed');
  await expect(ceremonies.prove(id, 'witness', 'nobody', PASSWORD, '1')).rejects.toThrow('auth.failed');
  expect(home.logged('prove').map(({ outcome, subject }) => [outcome, subject.username, subject.reason])).toEqual([
    ['refused', 'nobody', 'auth.failed'],
    ['refused', 'witness', 'auth.failed'],
  ]);
  expect((await ceremonies.prove(id, 'witness', 'witness', PASSWORD, '1')).ceremony.witness.state).toBe('proven');
});

test('a side is proved once', async () => {
  const { home, ceremonies, id } = begun();
  await ceremonies.prove(id, 'operator', 'operator', PASSWORD, '1');
  await expect(ceremonies.prove(id, 'operator', 'operator', PASSWORD, '1')).rejects.toThrow('ceremony.side-proven');
  const both = [1, 2].map(() => ceremonies.prove(id, 'witness', 'witness', PASSWORD, '1'));
  const settled = await Promise.allSettled(both);
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  // The keys of the proof that did not count are gone.
  expect(home.proven.map((one) => one.forgotten)).toEqual([false, false, true]);
});

test('refusal by either side ends it, with the reason in the log, and the keys are forgotten', async () => {
  const all = await proven();
  const { home, ceremonies, id } = all;
  expect(ceremonies.refuse(id, 'witness', '检材编号不符')).toMatchObject({
    state: 'refused',
    witness: { state: 'refused' },
  });
  expect(home.logged('refuse')).toMatchObject([
    { outcome: 'done', subject: { side: 'witness', username: 'witness', reason: '检材编号不符' } },
  ]);
  expect(home.proven.every((one) => one.forgotten)).toBe(true);
  expect(refusedUse(all)).toBe('ceremony.refused');
  await expect(ceremonies.prove(id, 'witness', 'witness', PASSWORD, '1')).rejects.toThrow('ceremony.refused');
});

test('after ten minutes it is over, and says so in the log once', async () => {
  const all = await proven();
  const { home, ceremonies, id } = all;
  home.clock.pass(599_999);
  expect(ceremonies.get(id).state).toBe('proven');
  home.clock.pass(1);
  expect(ceremonies.get(id).state).toBe('expired');
  expect(refusedUse(all)).toBe('ceremony.expired');
  expect(home.logged('expire')).toMatchObject([{ outcome: 'expired', subject: { ceremonyId: id } }]);
  expect(home.proven.every((one) => one.forgotten)).toBe(true);
});

test('setting the clock back does not make it last longer, and is refused by itself', async () => {
  const all = await proven();
  all.home.clock.at = (all.home.clock.at - 60_000) as never;
  expect(refusedUse(all)).toBe('ceremony.clock-back');

  const late = await proven();
  late.home.clock.pass(600_000);
  late.home.clock.at = (late.home.clock.at - 599_000) as never;
  expect(refusedUse(late)).toBe('ceremony.expired');
});

test('keys are forgotten after ten minutes even when nobody asks', async () => {
  vi.useFakeTimers();
  try {
    const { home } = await proven();
    home.clock.pass(600_000);
    vi.advanceTimersByTime(600_000);
    expect(home.proven.every((one) => one.forgotten)).toBe(true);
    expect(home.logged('expire').length).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test('it expires while a password is being checked, and the proof does not count', async () => {
  const { home, ceremonies, id } = begun();
  home.whileProving = () => home.clock.pass(600_000);
  await expect(ceremonies.prove(id, 'witness', 'witness', PASSWORD, '1')).rejects.toThrow('ceremony.expired');
  expect(home.proven.every((one) => one.forgotten)).toBe(true);
});

test.each(['operator', 'witness'])(
  'the %s’s account disabled or given another role after the proof: the approval is gone',
  async (username) => {
    for (const change of [{ state: 'disabled' }, { role: 'auditor' }] as const) {
      const all = await proven();
      all.home.change(username, change);
      expect(refusedUse(all)).toBe('ceremony.account-changed');
    }
  },
);

test('parameters that the act does not take are refused before anybody is asked for a code', () => {
  const home = ceremonyHome();
  expect(() => home.ceremonies('operator').open('acquire', { ...ACQUIRE, hashes: [] })).toThrow(
    'ceremony.parameters-invalid',
  );
  expect(home.logged('open')[0]).toMatchObject({
    outcome: 'refused',
    subject: { reason: 'ceremony.parameters-invalid' },
  });
});

test('without the log nothing is opened, proved or used', async () => {
  const { home, ceremonies, id } = await proven();
  home.store().prepare('PRAGMA query_only = ON').run();
  expect(() => ceremonies.redeem(id, 'acquire', ACQUIRE)).toThrow('log.not-written');
  expect(() => ceremonies.open('acquire', ACQUIRE)).toThrow('log.not-written');
  home.store().prepare('PRAGMA query_only = OFF').run();
  expect(ceremonies.get(id).state).toBe('proven');

  const other = begun();
  other.home.store().prepare('PRAGMA query_only = ON').run();
  await expect(other.ceremonies.prove(other.id, 'witness', 'witness', PASSWORD, '1')).rejects.toThrow(
    'log.not-written',
  );
  expect(other.ceremonies.get(other.id).witness.state).toBe('waiting');
  expect(other.home.proven.every((one) => one.forgotten)).toBe(true);
});

test('the end of a session ends its ceremonies and forgets the keys; what was handed out stays with its act', async () => {
  const { home, ceremonies, id } = await proven();
  const used = await provenFor(ceremonies);
  const approval = ceremonies.redeem(used, 'acquire', ACQUIRE);
  ceremonies.close();
  expect(() => ceremonies.get(id)).toThrow('ceremony.unknown');
  expect(home.logged('expire')).toMatchObject([{ outcome: 'cancelled', subject: { ceremonyId: id } }]);
  expect(home.proven.map((one) => one.forgotten)).toEqual([true, true, false, false]);
  expect(approval.operator.privateKeyPem).toContain('PRIVATE KEY');
});

async function provenFor(ceremonies: Ceremonies): Promise<string> {
  const { id } = ceremonies.open('acquire', ACQUIRE);
  await ceremonies.prove(id, 'operator', 'operator', PASSWORD, '1');
  await ceremonies.prove(id, 'witness', 'witness', PASSWORD, '1');
  return id;
}

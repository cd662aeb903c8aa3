/** Accounts: who may make them, what their rings hold, and what is refused. */
import { X509Certificate } from 'node:crypto';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type NewPerson, openStation, type Station, totpCode } from '../../../src-main/engine/station/index.ts';
import { newKey } from '../../../src-main/engine/vault/index.ts';
import { CHEAP, type DemoHome, demoHome, handClock } from '../../support/demoStation.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { refusalCode } from '../../support/refusals.ts';

const PASSWORD = '雨后的站台有三只猫';

const person = (username: string, role: NewPerson['role']): NewPerson => ({
  username,
  displayName: '欧阳明玉',
  role,
  password: PASSWORD,
  staffNumber: 'A-17',
  idDocument: '身份证 11010519491231002X',
  phone: '13800000000',
});

async function asAdministrator(): Promise<{ demo: DemoHome; station: Station }> {
  const demo = await demoHome();
  const station = demo.open();
  await station.signIn(...demo.proof('administrator'));
  return { demo, station };
}

const freshCode = (demo: DemoHome, secret: string) => totpCode(secret, Math.floor(demo.clock.at / 30_000));

describe('a new account', () => {
  test('can sign in with what it was given, and its certificate names it', async () => {
    const { demo, station } = await asAdministrator();
    const enrolment = await station.addAccount(person('ouyang', 'auditor'), null);
    const authority = new X509Certificate(station.authorityCertificate() ?? '');
    station.close();
    const session = await demo.open().signIn('ouyang', PASSWORD, freshCode(demo, enrolment.totpSecret));
    expect(session.person).toMatchObject({ username: 'ouyang', displayName: '欧阳明玉', role: 'auditor' });
    const certificate = new X509Certificate(session.person.certificatePem);
    expect(certificate.subject).toContain('serialNumber=ouyang');
    expect(certificate.checkIssued(authority)).toBe(true);
  });

  test('is listed with the fields that forms print, without any key', async () => {
    const { demo, station } = await asAdministrator();
    await station.addAccount(person('ouyang', 'auditor'), null);
    const listed = station.accounts().find((account) => account.username === 'ouyang');
    expect(listed).toMatchObject({
      role: 'auditor',
      state: 'active',
      staffNumber: 'A-17',
      idDocument: '身份证 11010519491231002X',
      phone: '13800000000',
      createdAt: demo.clock.at,
      lastSignInAt: null,
      holdsEvidenceKey: false,
    });
    expect(listed?.certificateFingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of an evidence role needs the evidence key of somebody who holds it', async () => {
    const { demo, station } = await asAdministrator();
    expect(await refusalCode(() => station.addAccount(person('second', 'operator'), null))).toBe(
      'station.evidence-key-needed',
    );
    const witness = await station.prove(...demo.proof('witness'));
    expect(await refusalCode(() => station.addAccount(person('second', 'operator'), witness))).toBe(
      'station.evidence-key-needed',
    );
    const foreign = { username: 'legal', evidenceKey: newKey() };
    expect(await refusalCode(() => station.addAccount(person('second', 'operator'), foreign))).toBe(
      'station.evidence-key-wrong',
    );
    const holder = await station.prove(...demo.proof('legal'));
    const enrolment = await station.addAccount(person('second', 'operator'), holder);
    holder.forget();
    station.close();
    const session = await demo.open().signIn('second', PASSWORD, freshCode(demo, enrolment.totpSecret));
    expect(session.evidence).not.toBe(null);
  });

  test.each(['administrator', 'auditor', 'witness'] as const)(
    '%s never gets the evidence key, even when it is offered',
    async (role) => {
      const { demo, station } = await asAdministrator();
      const holder = await station.prove(...demo.proof('legal'));
      const enrolment = await station.addAccount(person('offered', role), holder);
      station.close();
      const again = demo.open();
      const session = await again.signIn('offered', PASSWORD, freshCode(demo, enrolment.totpSecret));
      expect(session.evidence).toBe(null);
      expect(again.accounts().find((account) => account.username === 'offered')?.holdsEvidenceKey).toBe(false);
    },
  );

  test('stands in the log before and after it is made, with administrator and holder', async () => {
    const { demo, station } = await asAdministrator();
    const holder = await station.prove(...demo.proof('legal'));
    await station.addAccount(person('second', 'operator'), holder);
    station.close();
    const session = await demo.open().signIn(...demo.proof('auditor'));
    const { entries } = session.log.page({ act: 'user.add', actor: null, offset: 0, limit: 2 });
    expect(entries.map(({ outcome, actor, witness }) => ({ outcome, actor, witness }))).toEqual([
      { outcome: 'done', actor: 'administrator', witness: 'legal' },
      { outcome: 'begun', actor: 'administrator', witness: 'legal' },
    ]);
    expect(entries[0]?.text).not.toContain(PASSWORD);
  });
});

describe('what is refused', () => {
  test('everything that changes accounts, to everybody but an administrator', async () => {
    for (const role of ['operator', 'witness', 'legal', 'superior', 'exporter', 'auditor']) {
      const demo = await demoHome();
      const station = demo.open();
      await station.signIn(...demo.proof(role));
      expect(await refusalCode(() => station.addAccount(person('new', 'witness'), null))).toBe(
        'station.administrator-only',
      );
      expect(await refusalCode(() => station.disableAccount('witness', 'x'))).toBe('station.administrator-only');
      expect(await refusalCode(() => station.resetAccount('witness', PASSWORD, null))).toBe(
        'station.administrator-only',
      );
    }
  });

  test('everything, to nobody', async () => {
    const demo = await demoHome();
    const station = demo.open();
    expect(await refusalCode(() => station.addAccount(person('new', 'witness'), null))).toBe('session.required');
    expect(await refusalCode(() => station.prove('witness', 'x', '000000'))).toBe('session.required');
    expect(await refusalCode(() => station.accounts())).toBe('session.required');
  });

  test('a taken name, a weak password, an unknown name, one’s own account, a disabled account', async () => {
    const { station } = await asAdministrator();
    expect(await refusalCode(() => station.addAccount(person('witness', 'witness'), null))).toBe(
      'station.username-taken',
    );
    const weak = { ...person('new', 'witness'), password: 'password123' };
    expect(await refusalCode(() => station.addAccount(weak, null))).toBe('auth.password-common');
    expect(await refusalCode(() => station.disableAccount('nobody', 'x'))).toBe('station.no-such-user');
    expect(await refusalCode(() => station.disableAccount('administrator', 'x'))).toBe('station.own-account');
    await station.disableAccount('witness', '离职');
    expect(await refusalCode(() => station.disableAccount('witness', 'x'))).toBe('station.account-disabled');
    expect(await refusalCode(() => station.resetAccount('witness', PASSWORD, null))).toBe('station.account-disabled');
    expect(await refusalCode(() => station.addAccount(person('witness', 'witness'), null))).toBe(
      'station.username-taken',
    );
  });

  test('to disable the last account that can open the evidence', async () => {
    const { station } = await asAdministrator();
    for (const username of ['legal', 'superior', 'exporter']) await station.disableAccount(username, '测试');
    expect(await refusalCode(() => station.disableAccount('operator', '测试'))).toBe('station.last-evidence-holder');
    expect(station.accounts().find((account) => account.username === 'operator')?.state).toBe('active');
  });

  test('and nothing of it changed anything', async () => {
    const { station } = await asAdministrator();
    const before = station.accounts();
    await refusalCode(() => station.addAccount(person('second', 'operator'), null));
    await refusalCode(() => station.addAccount({ ...person('new', 'witness'), password: '12345678' }, null));
    expect(station.accounts()).toEqual(before);
  });
});

describe('a reset account', () => {
  test('has a new password, code and certificate; the old ones open nothing', async () => {
    const { demo, station } = await asAdministrator();
    const before = station.accounts().find((account) => account.username === 'witness');
    const old = demo.proof('witness');
    const enrolment = await station.resetAccount('witness', PASSWORD, null);
    const after = station.accounts().find((account) => account.username === 'witness');
    expect(after?.certificateFingerprint).not.toBe(before?.certificateFingerprint);
    station.close();
    const again = demo.open();
    expect(await refusalCode(() => again.signIn(...old))).toBe('auth.failed');
    const session = await again.signIn('witness', PASSWORD, freshCode(demo, enrolment.totpSecret));
    const certificates = session.stationDb.read('SELECT * FROM certificate WHERE username = ?', 'witness');
    expect(certificates).toHaveLength(2);
  });

  test('of an evidence role needs somebody else who holds the evidence key', async () => {
    const { demo, station } = await asAdministrator();
    expect(await refusalCode(() => station.resetAccount('operator', PASSWORD, null))).toBe(
      'station.evidence-key-needed',
    );
    const holder = await station.prove(...demo.proof('legal'));
    const enrolment = await station.resetAccount('operator', PASSWORD, holder);
    station.close();
    const session = await demo.open().signIn('operator', PASSWORD, freshCode(demo, enrolment.totpSecret));
    expect(session.evidence).not.toBe(null);
  });
});

describe('one’s own password', () => {
  test('is changed with the current one and a code, and the ring stays the same', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    const [, current, code] = demo.proof('operator');
    await session.changePassword(current, code, PASSWORD);
    session.close();
    expect(await refusalCode(() => station.signIn(...demo.proof('operator')))).toBe('auth.failed');
    demo.clock.pass(30_000);
    const again = await station.signIn('operator', PASSWORD, demo.code('operator'));
    expect(again.evidence).not.toBe(null);
    expect(Buffer.from(again.cosigner.seed).equals(Buffer.alloc(32))).toBe(false);
  });

  test('is not changed with a wrong current one, a used code or a weak new one', async () => {
    const demo = await demoHome();
    const session = await demo.open().signIn(...demo.proof('operator'));
    const used = demo.code('operator');
    const [, current, code] = demo.proof('operator');
    expect(await refusalCode(() => session.changePassword('guess', code, PASSWORD))).toBe('auth.failed');
    expect(await refusalCode(() => session.changePassword(current, used, PASSWORD))).toBe('auth.code-used');
    expect(await refusalCode(() => session.changePassword(current, code, 'operator2026'))).toBe('auth.password-name');
    await session.changePassword(current, code, PASSWORD);
  });

  test('an old ring that was put back is recognised', async () => {
    const demo = await demoHome();
    const kept = join(demo.home, '..', 'door-before');
    cpSync(join(demo.home, 'door.db'), kept);
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    const [, current, code] = demo.proof('operator');
    await session.changePassword(current, code, PASSWORD);
    station.close();
    cpSync(kept, join(demo.home, 'door.db'));
    expect(await refusalCode(() => demo.open().signIn(...demo.proof('operator')))).toBe('station.door-older');
  });
});

describe('somebody who proved themselves', () => {
  test('has keys until they are forgotten, and the certificate after it', async () => {
    const { demo, station } = await asAdministrator();
    const legal = await station.prove(...demo.proof('legal'));
    expect(legal).toMatchObject({ username: 'legal', displayName: '林静怡', role: 'legal' });
    expect(legal.privateKeyPem).toContain('BEGIN PRIVATE KEY');
    expect(legal.cosigner.name).toBe(`sealbench.local/${station.status().serial}/legal`);
    const { evidenceKey } = legal;
    expect(evidenceKey).toHaveLength(32);
    legal.forget();
    expect(() => legal.privateKeyPem).toThrow('bug.person-forgotten');
    expect(() => legal.evidenceKey).toThrow('bug.person-forgotten');
    expect(evidenceKey?.every((byte) => byte === 0)).toBe(true);
    expect(legal.certificatePem).toContain('BEGIN CERTIFICATE');
  });
});

describe('the first account of an evidence role', () => {
  test('makes evidence key and evidence store, which a station does not have before', async () => {
    const home = join(temporaryFolder(), 'home');
    const clock = handClock();
    const station = openStation({ home, clock, version: '0', passwordCost: CHEAP });
    onTestFinished(() => station.close());
    const administrator = { ...person('admin', 'administrator'), displayName: '孙浩然' };
    const { totpSecret } = await station.init({ name: '一号工作站', organisation: '示例公司', administrator });
    await station.signIn('admin', PASSWORD, totpCode(totpSecret, Math.floor(clock.at / 30_000)));
    expect(existsSync(join(home, 'evidence.db'))).toBe(false);
    await station.addAccount(person('audit', 'auditor'), null);
    expect(existsSync(join(home, 'evidence.db'))).toBe(false);
    const enrolment = await station.addAccount(person('first', 'operator'), null);
    expect(existsSync(join(home, 'evidence.db'))).toBe(true);
    station.close();
    const again = openStation({ home, clock, version: '0', passwordCost: CHEAP });
    onTestFinished(() => again.close());
    const session = await again.signIn(
      'first',
      PASSWORD,
      totpCode(enrolment.totpSecret, Math.floor(clock.at / 30_000)),
    );
    expect(session.evidence).not.toBe(null);
    again.close();
    expect(readdirSync(home).sort()).toEqual(['blobs', 'door.db', 'evidence.db', 'station.db']);
  });
});

describe('when the log cannot be written', () => {
  const REFUSE = "CREATE TRIGGER disk_full BEFORE INSERT ON oplog_entry BEGIN SELECT RAISE(ABORT, 'disk full'); END";

  test('no account is made, disabled, reset, and no password changed', async () => {
    const { demo, station } = await asAdministrator();
    station.close();
    const again = demo.open();
    const session = await again.signIn(...demo.proof('administrator'));
    session.stationDb.write(REFUSE);
    const before = again.accounts();
    expect(await refusalCode(() => again.addAccount(person('new', 'witness'), null))).toBe('log.not-written');
    expect(await refusalCode(() => again.disableAccount('witness', 'x'))).toBe('log.not-written');
    expect(await refusalCode(() => again.resetAccount('witness', PASSWORD, null))).toBe('log.not-written');
    const [, current, code] = demo.proof('administrator');
    expect(await refusalCode(() => session.changePassword(current, code, PASSWORD))).toBe('log.not-written');
    expect(again.accounts()).toEqual(before);
  });

  test('nobody signs in, and everything is closed again', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    session.stationDb.write(REFUSE);
    session.close();
    expect(await refusalCode(() => station.signIn(...demo.proof('legal')))).toBe('log.not-written');
    expect(station.status().state).toBe('locked');
    station.close();
    expect(await refusalCode(() => demo.open().signIn(...demo.proof('legal')))).toBe('log.not-written');
  });
});

test('somebody who proved themselves can take their identity away under a password of their own', async () => {
  const { demo, station } = await asAdministrator();
  const witness = await station.prove(...demo.proof('witness'));
  expect(() => witness.exportIdentity('12345678')).toThrow('auth.password-pattern');
  // PKCS#12 is one DER SEQUENCE; what is in it, OpenSSL says in 40-authority.
  expect(witness.exportIdentity(PASSWORD)[0]).toBe(0x30);
  witness.forget();
  expect(() => witness.exportIdentity(PASSWORD)).toThrow('bug.person-forgotten');
});

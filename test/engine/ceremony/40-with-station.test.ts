/** Ceremonies with a real station: passwords, one-time codes, certificates, and the key that is lent. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ceremonies, openCeremonies } from '../../../src-main/engine/ceremony/index.ts';
import type { OpenSession, Station } from '../../../src-main/engine/station/index.ts';
import { PARAMETERS } from '../../support/ceremonyHome.ts';
import { type DemoHome, demoHome } from '../../support/demoStation.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { subjectOf } from '../../support/operationLog.ts';
import { hasTool, run } from '../../support/stockTools.ts';

async function signedIn(
  username: string,
): Promise<{ demo: DemoHome; station: Station; session: OpenSession; ceremonies: Ceremonies }> {
  const demo = await demoHome();
  const station = demo.open();
  const session = await station.signIn(...demo.proof(username));
  return { demo, station, session, ceremonies: openCeremonies({ station, session, clock: demo.clock }) };
}

test('a one-time code that was used to sign in, or on the other side, is refused in a ceremony', async () => {
  const { demo, ceremonies } = await signedIn('operator');
  const { id } = ceremonies.open('acquire', PARAMETERS.acquire);
  const used = [demo.password('operator'), demo.code('operator')] as const;
  await expect(ceremonies.prove(id, 'operator', 'operator', ...used)).rejects.toThrow('auth.code-used');
  await ceremonies.prove(id, 'operator', ...demo.proof('operator'));
  await ceremonies.prove(id, 'witness', ...demo.proof('witness'));
  expect(ceremonies.redeem(id, 'acquire', PARAMETERS.acquire).witness.displayName).not.toBe('');
});

test.skipIf(!hasTool('openssl'))(
  'OpenSSL verifies both consents with the certificates that the station issued',
  async () => {
    const { demo, session, ceremonies } = await signedIn('operator');
    const { id } = ceremonies.open('acquire', PARAMETERS.acquire);
    await ceremonies.prove(id, 'operator', ...demo.proof('operator'));
    await ceremonies.prove(id, 'witness', ...demo.proof('witness'));
    const approval = ceremonies.redeem(id, 'acquire', PARAMETERS.acquire);
    const folder = temporaryFolder();
    for (const { text } of session.log.page({ offset: 0, limit: 2, act: 'ceremony.prove', actor: null }).entries) {
      const { side, statement, signature } = subjectOf(text) as Record<string, string>;
      const person = side === 'operator' ? approval.operator : approval.witness;
      writeFileSync(join(folder, 'certificate.pem'), person.certificatePem);
      writeFileSync(join(folder, 'statement'), statement ?? '');
      writeFileSync(join(folder, 'signature'), Buffer.from(signature ?? '', 'base64'));
      const { output } = run('openssl', ['x509', '-in', 'certificate.pem', '-pubkey', '-noout'], folder);
      writeFileSync(join(folder, 'key.pem'), output);
      const verified = run(
        'openssl',
        ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'signature', 'statement'],
        folder,
      );
      expect(verified.output).toBe('Verified OK\n');
    }
  },
);

test('both people’s keys cosign a checkpoint, until the approval is released', async () => {
  const { demo, session, ceremonies } = await signedIn('operator');
  const { id } = ceremonies.open('acquire', PARAMETERS.acquire);
  await ceremonies.prove(id, 'operator', ...demo.proof('operator'));
  await ceremonies.prove(id, 'witness', ...demo.proof('witness'));
  const approval = ceremonies.redeem(id, 'acquire', PARAMETERS.acquire);
  session.log.checkpoint([approval.operator.cosigner, approval.witness.cosigner]);
  approval.release();
  expect(() => approval.operator.cosigner).toThrow('bug.person-forgotten');
  expect(() => approval.witness.privateKeyPem).toThrow('bug.person-forgotten');
  expect((await session.log.verify()).verdict).toBe('matched');
});

test('the administrator makes an account that can read evidence only with the key that somebody lends', async () => {
  const { demo, station, ceremonies } = await signedIn('administrator');
  const parameters = { username: 'newcomer', displayName: '新人', role: 'legal' as const };
  const person = {
    ...parameters,
    password: 'long enough 9 words',
    staffNumber: '',
    idDocument: '',
    phone: '',
  };
  const { id } = ceremonies.open('user.add', parameters);
  await ceremonies.prove(id, 'operator', ...demo.proof('administrator'));
  await ceremonies.prove(id, 'witness', ...demo.proof('legal'));
  const approval = ceremonies.redeem(id, 'user.add', parameters);
  expect(approval.evidenceHolder.username).toBe('legal');
  const enrolment = await station.addAccount(person, approval.evidenceHolder);
  approval.release();
  expect(enrolment.username).toBe('newcomer');
  expect(station.accounts().find(({ username }) => username === 'newcomer')).toMatchObject({
    role: 'legal',
    holdsEvidenceKey: true,
  });
});

test('somebody who was disabled between proof and use has no say any more', async () => {
  const { demo, station, ceremonies } = await signedIn('administrator');
  const parameters = { username: 'newcomer', displayName: '新人', role: 'legal' as const };
  const { id } = ceremonies.open('user.add', parameters);
  await ceremonies.prove(id, 'operator', ...demo.proof('administrator'));
  await ceremonies.prove(id, 'witness', ...demo.proof('exporter'));
  await station.disableAccount('exporter', '离职');
  expect(() => ceremonies.redeem(id, 'user.add', parameters)).toThrow('ceremony.account-changed');
});

test('whoever lends the key lends it for one name: no certificate is made out to another', async () => {
  const { demo, ceremonies } = await signedIn('administrator');
  const parameters = { username: 'newcomer', displayName: '新人', role: 'legal' as const };
  const { id } = ceremonies.open('user.add', parameters);
  await ceremonies.prove(id, 'operator', ...demo.proof('administrator'));
  await ceremonies.prove(id, 'witness', ...demo.proof('legal'));
  expect(() => ceremonies.redeem(id, 'user.add', { ...parameters, displayName: '法务负责人王某' })).toThrow(
    'ceremony.parameters-altered',
  );
});

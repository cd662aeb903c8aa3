/** Who gets in, and everybody who does not. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ErrorDetails } from '../../../src-main/engine/lib/index.ts';
import { openStation, type Station, totpCode } from '../../../src-main/engine/station/index.ts';
import { CHEAP, type DemoHome, demoHome } from '../../support/demoStation.ts';
import { refusalOf } from '../../support/refusals.ts';

async function refusal(attempt: Promise<unknown>): Promise<{ code: string; details: ErrorDetails }> {
  const { code, details } = await refusalOf(() => attempt);
  return { code, details };
}

/** The log's entries as `act outcome`, newest first, with their subjects. */
async function logSeenBy(
  demo: DemoHome,
  station: Station,
): Promise<{ act: string; subject: Record<string, unknown> }[]> {
  const session = await station.signIn(...demo.proof('auditor'));
  const { entries } = session.log.page({ act: null, actor: null, offset: 0, limit: 200 });
  session.close();
  return entries.map((entry) => ({
    act: `${entry.act} ${entry.outcome}`,
    subject: (JSON.parse(entry.text) as { subject: Record<string, unknown> }).subject,
  }));
}

/** What somebody with the disk in their hands could do to the unencrypted door. */
function withDoor(demo: DemoHome, work: (door: Database.Database) => void): void {
  const door = new Database(join(demo.home, 'door.db'));
  work(door);
  door.close();
}

describe('somebody who may', () => {
  test('is let in with password and the present code, and learns who they are', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    expect(session.person).toMatchObject({ username: 'operator', displayName: '陈立群', role: 'operator' });
    expect(session.codeDriftSteps).toBe(0);
    expect(station.status().state).toBe('open');
    session.close();
    expect(station.status().state).toBe('locked');
  });

  test('is let in with the code before, which is noted as late', async () => {
    const demo = await demoHome();
    const session = await demo.open().signIn('operator', demo.password('operator'), demo.code('operator', -1));
    expect(session.codeDriftSteps).toBe(1);
  });

  test.each(['operator', 'legal', 'superior', 'exporter'])('%s reaches the evidence', async (username) => {
    const demo = await demoHome();
    const session = await demo.open().signIn(...demo.proof(username));
    expect(session.evidence).not.toBe(null);
  });

  test.each(['witness', 'auditor', 'administrator'])('%s does not reach the evidence', async (username) => {
    const demo = await demoHome();
    const session = await demo.open().signIn(...demo.proof(username));
    expect(session.evidence).toBe(null);
  });
});

describe('somebody who may not', () => {
  test('a wrong password, a wrong code and a name without an account get the same answer, letter by letter', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const [, password, code] = demo.proof('operator');
    const answers = [
      await refusal(station.signIn('operator', 'not the password', code)),
      await refusal(station.signIn('operator', password, code === '000000' ? '000001' : '000000')),
      await refusal(station.signIn('nobody', password, code)),
    ];
    expect(answers).toEqual(Array(3).fill({ code: 'auth.failed', details: {} }));
  });

  test('codes of the step after and of two steps before are refused', async () => {
    const demo = await demoHome();
    const station = demo.open();
    for (const steps of [1, -2]) {
      expect(
        await refusal(station.signIn('operator', demo.password('operator'), demo.code('operator', steps))),
      ).toMatchObject({
        code: 'auth.failed',
      });
    }
  });

  test('a code works once, also for an older code after a newer one', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const proof = demo.proof('operator');
    (await station.signIn(...proof)).close();
    expect((await refusal(station.signIn(...proof))).code).toBe('auth.code-used');
    const older = demo.code('operator', -1);
    expect((await refusal(station.signIn('operator', demo.password('operator'), older))).code).toBe('auth.code-used');
  });

  test('a code works once across a restart of the program', async () => {
    const demo = await demoHome();
    const proof = demo.proof('operator');
    const first = demo.open();
    (await first.signIn(...proof)).close();
    first.close();
    expect((await refusal(demo.open().signIn(...proof))).code).toBe('auth.code-used');
  });

  test('a code works once even if the door is put back as it was before', async () => {
    const demo = await demoHome();
    const kept = join(demo.home, '..', 'door-before');
    cpSync(join(demo.home, 'door.db'), kept);
    const proof = demo.proof('operator');
    const first = demo.open();
    (await first.signIn(...proof)).close();
    first.close();
    cpSync(kept, join(demo.home, 'door.db'));
    expect((await refusal(demo.open().signIn(...proof))).code).toBe('auth.code-used');
  });

  test('of two attempts at once with one code, one is let in', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    const witness = demo.proof('witness');
    const outcomes = await Promise.allSettled([station.prove(...witness), station.prove(...witness)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    session.close();
  });

  test('a second process with the same code gets nothing: not while the first holds the home, not afterwards', async () => {
    const demo = await demoHome();
    const [username, password, code] = demo.proof('operator');
    const program = `
      import { openStation } from '${resolve(import.meta.dirname, '../../../src-main/engine/station/index.ts')}';
      const clock = { now: () => ${demo.clock.at} };
      const attempt = async () => {
        const station = openStation({ home: process.argv[2], clock, version: '0', passwordCost: ${JSON.stringify(CHEAP)} });
        try {
          (await station.signIn(...process.argv.slice(3))).close();
          return 'in';
        } finally { station.close(); }
      };
      console.log(await attempt().catch((error) => error.code));`;
    const script = join(demo.home, '..', 'attempt.mjs');
    writeFileSync(script, program);
    const attempt = () =>
      new Promise<string>((done) => {
        const child = spawn(process.execPath, [script, demo.home, username, password, code]);
        let output = '';
        child.stdout.on('data', (text: Buffer) => (output += text.toString()));
        child.stderr.on('data', (text: Buffer) => (output += text.toString()));
        child.once('exit', () => done(output.trim()));
      });
    const outcomes = await Promise.all([attempt(), attempt(), attempt()]);
    expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(1);
    for (const outcome of outcomes) expect(['in', 'station.in-use', 'auth.code-used']).toContain(outcome);
    expect(await attempt()).toBe('auth.code-used');
  });

  test('a disabled account is refused after it proved itself, at sign-in and beside somebody else', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const administrator = await station.signIn(...demo.proof('administrator'));
    await station.disableAccount('legal', '离职');
    expect((await refusal(station.prove(...demo.proof('legal')))).code).toBe('auth.disabled');
    administrator.close();
    expect((await refusal(station.signIn(...demo.proof('legal')))).code).toBe('auth.disabled');
    // Nobody learns from outside that the account is disabled.
    expect((await refusal(station.signIn('legal', 'wrong', '000000'))).code).toBe('auth.failed');
  });

  test('nobody gets in while somebody else is', async () => {
    const demo = await demoHome();
    const station = demo.open();
    await station.signIn(...demo.proof('operator'));
    expect((await refusal(station.signIn(...demo.proof('legal')))).code).toBe('session.already-open');
  });

  test('where there is no station, nobody', async () => {
    const demo = await demoHome();
    rmSync(demo.home, { recursive: true });
    expect((await refusal(demo.open().signIn('operator', 'x', '000000'))).code).toBe('station.absent');
  });
});

describe('guessing', () => {
  async function fail(station: Station, times: number, username = 'operator'): Promise<void> {
    for (let time = 0; time < times; time++)
      expect((await refusal(station.signIn(username, 'guess', '000000'))).code).toBe('auth.failed');
  }

  test('waits after the fifth failure, also for the right password, and says how long', async () => {
    const demo = await demoHome();
    const station = demo.open();
    await fail(station, 5);
    const right = () => station.signIn('operator', demo.password('operator'), demo.code('operator'));
    expect(await refusal(right())).toEqual({ code: 'auth.throttled', details: { seconds: 30 } });
    demo.clock.pass(29_000);
    expect(await refusal(right())).toEqual({ code: 'auth.throttled', details: { seconds: 1 } });
    demo.clock.pass(1_000);
    (await right()).close();
    // A success begins anew.
    await fail(station, 5);
  });

  test('waits as long for a name without an account', async () => {
    const demo = await demoHome();
    const station = demo.open();
    await fail(station, 5, 'nobody');
    const answer = await refusal(station.signIn('nobody', 'guess', '000000'));
    expect(answer).toEqual({ code: 'auth.throttled', details: { seconds: 30 } });
    await fail(station, 1, 'somebody');
  });

  test('waits on after a restart of the program and with a clock set forward', async () => {
    const demo = await demoHome();
    const first = demo.open();
    await fail(first, 5);
    first.close();
    const { uptime } = demo.clock;
    demo.clock.pass(24 * 3_600_000);
    demo.clock.uptime = uptime;
    const attempt = demo.open().signIn('operator', demo.password('operator'), demo.code('operator'));
    expect((await refusal(attempt)).code).toBe('auth.throttled');
  });

  test('is counted before the password is tried, so that stopping the program in between gives nothing', async () => {
    const demo = await demoHome();
    const first = demo.open();
    const attempt = refusal(first.signIn('operator', 'guess', '000000'));
    await new Promise((soon) => setImmediate(soon));
    // What a killed program leaves on the disk at this moment.
    const kept = readFileSync(join(demo.home, 'door.db'));
    await attempt;
    first.close();
    writeFileSync(join(demo.home, 'door.db'), kept);
    const second = demo.open();
    await fail(second, 4);
    const right = second.signIn('operator', demo.password('operator'), demo.code('operator'));
    expect((await refusal(right)).code).toBe('auth.throttled');
  });

  test('ends at a hundred failures in a row, until an administrator resets the account', async () => {
    const demo = await demoHome();
    let station = demo.open();
    await fail(station, 1, 'witness');
    station.close();
    withDoor(demo, (door) => door.exec('UPDATE attempt SET failures = 97'));
    station = demo.open();
    for (let time = 97; time < 100; time++) {
      demo.clock.pass(3_600_000);
      await fail(station, 1, 'witness');
    }
    demo.clock.pass(365 * 24 * 3_600_000);
    expect((await refusal(station.signIn(...demo.proof('witness')))).code).toBe('auth.closed');

    const administrator = await station.signIn(...demo.proof('administrator'));
    const enrolment = await station.resetAccount('witness', '雨后的站台有三只猫', null);
    administrator.close();
    const code = totpCode(enrolment.totpSecret, Math.floor(demo.clock.at / 30_000));
    expect((await station.signIn('witness', '雨后的站台有三只猫', code)).person.username).toBe('witness');
  });

  test('costs a name without an account as long as one with', async () => {
    const demo = await demoHome();
    const cost = { memoryKib: 32768, passes: 2, lanes: 1 };
    demo.open().close();
    const station = openStation({ home: demo.home, clock: demo.clock, version: '0', passwordCost: cost });
    // Seals operator's ring for the higher cost first.
    (await station.signIn(...demo.proof('operator'))).close();
    const took = async (username: string): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 4; round++) {
        const started = performance.now();
        await refusal(station.signIn(username, 'guess', '000000'));
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await took('operator'), await took('nobody')];
    station.close();
    expect(Math.abs(known - unknown)).toBeLessThan(0.5 * Math.max(known, unknown));
  });
});

describe('a clock that went back', () => {
  test('behind the last sign-in is refused, says by how much, and nothing is let in', async () => {
    const demo = await demoHome();
    const station = demo.open();
    (await station.signIn(...demo.proof('operator'))).close();
    demo.clock.pass(-90_000);
    expect(station.status().clockBehindMs).toBe(90_000);
    const answer = await refusal(station.signIn('operator', demo.password('operator'), demo.code('operator')));
    expect(answer).toMatchObject({ code: 'station.clock-back', details: { behindSeconds: 90 } });
  });

  test('behind the newest log entry is refused even if the door was put back', async () => {
    const demo = await demoHome();
    const kept = join(demo.home, '..', 'door-before');
    cpSync(join(demo.home, 'door.db'), kept);
    const first = demo.open();
    demo.clock.pass(3_600_000);
    (await first.signIn(...demo.proof('operator'))).close();
    first.close();
    cpSync(kept, join(demo.home, 'door.db'));
    demo.clock.pass(-1_800_000);
    expect((await refusal(demo.open().signIn(...demo.proof('witness')))).code).toBe('station.clock-back');
  });
});

describe('every refusal is recorded', () => {
  test('while the log is closed in the door, and stands in the log after the next sign-in', async () => {
    const demo = await demoHome();
    const station = demo.open();
    await refusal(station.signIn('operator', 'guess', '000000'));
    await refusal(station.signIn('operator', demo.password('operator'), '000000'));
    await refusal(station.signIn('my-secret-word', 'guess', '000000'));
    const log = await logSeenBy(demo, station);
    const refused = log.filter((entry) => entry.act === 'session.sign-in refused').map((entry) => entry.subject);
    expect(refused).toMatchObject([
      // What was typed as an unknown name is not written down: it may have been a password.
      { username: null, reason: 'unknown-user', journalNumber: 3 },
      { username: 'operator', reason: 'code', journalNumber: 2 },
      { username: 'operator', reason: 'password', journalNumber: 1 },
    ]);
    // Absorbed once.
    const again = await logSeenBy(demo, station);
    expect(again.filter((entry) => entry.act === 'session.sign-in refused')).toHaveLength(3);
  });

  test('while somebody is signed in at once in the log', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    await refusal(station.prove('witness', 'guess', '000000'));
    const [newest] = session.log.page({ act: null, actor: null, offset: 0, limit: 1 }).entries;
    expect(newest).toMatchObject({ act: 'session.prove', outcome: 'refused' });
  });

  test('a refusal taken out of the door is noticed at the next sign-in', async () => {
    const demo = await demoHome();
    const station = demo.open();
    for (let time = 0; time < 3; time++) await refusal(station.signIn('operator', 'guess', '000000'));
    station.close();
    withDoor(demo, (door) => door.exec('DELETE FROM refusal WHERE number = 2'));
    const log = await logSeenBy(demo, demo.open());
    expect(log.map((entry) => entry.act)).toContain('station.refusal-journal failed');
  });
});

describe('the password cost', () => {
  test('is raised at the next sign-in, and the password stays the same', async () => {
    const demo = await demoHome();
    const raised = { memoryKib: 128, passes: 2, lanes: 1 };
    const station = openStation({ home: demo.home, clock: demo.clock, version: '0', passwordCost: raised });
    (await station.signIn(...demo.proof('operator'))).close();
    (await station.signIn(...demo.proof('operator'))).close();
    station.close();
    withDoor(demo, (door) => {
      const stored = door.prepare('SELECT memory_kib AS m, passes AS t FROM account WHERE username = ?');
      expect(stored.get('operator')).toEqual({ m: 128, t: 2 });
      expect(stored.get('legal')).toEqual({ m: 64, t: 1 });
    });
  });
});

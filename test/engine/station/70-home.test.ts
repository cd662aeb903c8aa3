/** A station's home: made wholly or not at all, held by one process, honest about damage, and without plaintext. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDemoStation, openStation, type Station } from '../../../src-main/engine/station/index.ts';
import { CHEAP, demoHome, handClock } from '../../support/demoStation.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { refusalCode } from '../../support/refusals.ts';

const PASSWORD = '雨后的站台有三只猫';
const administrator = {
  username: 'admin',
  displayName: '孙浩然',
  password: PASSWORD,
  staffNumber: '',
  idDocument: '',
  phone: '',
};
const facts = { name: '一号工作站', organisation: '示例公司', administrator };
const STATION_ROOM = resolve(import.meta.dirname, '../../../src-main/engine/station/index.ts');

function newStation(home: string): Station {
  const station = openStation({ home, clock: handClock(), version: '1.2.3', passwordCost: CHEAP });
  onTestFinished(() => station.close());
  return station;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('making a station', () => {
  test('nothing is written before, and the status says so', () => {
    const home = join(temporaryFolder(), 'home');
    const station = newStation(home);
    expect(station.status()).toMatchObject({ state: 'absent', home, serial: null, version: '1.2.3', clockBehindMs: 0 });
    expect(existsSync(home)).toBe(false);
  });

  test('gives name, serial and a door that only the owner may read', async () => {
    const home = join(temporaryFolder(), 'home');
    const station = newStation(home);
    await station.init(facts);
    const status = station.status();
    expect(status).toMatchObject({ state: 'locked', name: '一号工作站', organisation: '示例公司', demo: false });
    expect(status.serial).toMatch(/^SB-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });

  test('is refused where there is one, which stays as it is', async () => {
    const home = join(temporaryFolder(), 'home');
    const station = newStation(home);
    await station.init(facts);
    const { serial } = station.status();
    expect(await refusalCode(() => station.init(facts))).toBe('station.exists');
    station.close();
    expect(newStation(home).status().serial).toBe(serial);
  });

  test('with a weak password leaves nothing, not even the folder', async () => {
    const home = join(temporaryFolder(), 'home');
    const weak = { ...facts, administrator: { ...administrator, password: 'welcome2026' } };
    expect(await refusalCode(() => newStation(home).init(weak))).toBe('auth.password-common');
    expect(existsSync(home)).toBe(false);
  });

  test('that fails in the middle leaves nothing, and can be tried again', async () => {
    const parent = temporaryFolder();
    const home = join(parent, 'home');
    mkdirSync(home);
    // The clock that the log asks fails when the entries are written: after the keys, before the door.
    let calls = 0;
    const clock = handClock();
    const failing = {
      now: () => {
        calls++;
        if (calls > 1) throw new Error('clock broke');
        return clock.at;
      },
    };
    const station = openStation({ home, clock: failing, version: '0', passwordCost: CHEAP });
    await expect(station.init(facts)).rejects.toThrow();
    station.close();
    expect(filesIn(home)).toEqual([]);
    await newStation(home).init(facts);
  });

  test.each([0, 150, 400, 700])(
    'killed after %i ms, there is a whole station or none, and it can be made again',
    async (ms) => {
      const folder = temporaryFolder();
      const home = join(folder, 'home');
      const script = join(folder, 'init.mjs');
      writeFileSync(
        script,
        `import { openStation } from '${STATION_ROOM}';
       const station = openStation({ home: process.argv[2], clock: { now: () => Date.now() }, version: '0', passwordCost: ${JSON.stringify(CHEAP)} });
       console.log('begun');
       await station.init(${JSON.stringify(facts)});
       setInterval(() => {}, 1000);`,
      );
      const child = spawn(process.execPath, [script, home]);
      await new Promise((begun) => child.stdout.once('data', begun));
      await sleep(ms);
      const gone = new Promise((exited) => child.once('exit', exited));
      child.kill('SIGKILL');
      await gone;
      const station = newStation(home);
      const { state } = station.status();
      if (state === 'absent') await station.init(facts);
      expect(station.status().state).toBe('locked');
    },
  );

  test('is refused where a store lies without its door: it would be lost', async () => {
    const demo = await demoHome();
    rmSync(join(demo.home, 'door.db'));
    const before = readFileSync(join(demo.home, 'station.db'));
    expect(await refusalCode(() => newStation(demo.home).init(facts))).toBe('station.door-missing');
    expect(await refusalCode(() => newStation(demo.home).signIn('operator', 'x', '000000'))).toBe(
      'station.door-missing',
    );
    expect(readFileSync(join(demo.home, 'station.db')).equals(before)).toBe(true);
    expect(existsSync(join(demo.home, 'door.db'))).toBe(false);
  });
});

describe('a demo station', () => {
  test('has an account for every role and their secrets in a file that only the owner may read', async () => {
    const demo = await demoHome();
    const path = join(demo.home, 'secrets.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const secrets = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const roles = ['administrator', 'auditor', 'exporter', 'legal', 'operator', 'superior', 'witness'];
    expect(Object.keys(secrets).sort()).toEqual(roles);
    const station = demo.open();
    expect(station.status().demo).toBe(true);
    for (const role of roles) {
      const session = await station.signIn(...demo.proof(role));
      expect(session.person.role).toBe(role);
      session.close();
    }
  });

  test('is refused in a folder with anything in it, and leaves that alone', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'letter.txt'), 'mine');
    const options = { home, clock: handClock(), version: '0', passwordCost: CHEAP };
    expect(await refusalCode(() => createDemoStation(options))).toBe('station.exists');
    expect(readdirSync(home)).toEqual(['letter.txt']);
  });
});

describe('one process holds a home', () => {
  test('a second opening is refused, and allowed after the first was closed', async () => {
    const demo = await demoHome();
    const first = demo.open();
    expect(() => demo.open()).toThrow('station.in-use');
    first.close();
    demo.open();
  });

  test('another process is refused, and allowed once the first was killed', async () => {
    const demo = await demoHome();
    const script = join(demo.home, '..', 'hold.mjs');
    writeFileSync(
      script,
      `import { openStation } from '${STATION_ROOM}';
       openStation({ home: process.argv[2], clock: { now: () => Date.now() }, version: '0' });
       console.log('held');
       setInterval(() => {}, 1000);`,
    );
    const holder = spawn(process.execPath, [script, demo.home]);
    await new Promise((held) => holder.stdout.once('data', held));
    expect(() => demo.open()).toThrow('station.in-use');
    const gone = new Promise((exited) => holder.once('exit', exited));
    holder.kill('SIGKILL');
    await gone;
    expect(demo.open().status().state).toBe('locked');
  });
});

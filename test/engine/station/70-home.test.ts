/** A station's home: made wholly or not at all, held by one process, honest about damage, and without plaintext. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { canonicalJson, utf8 } from '../../../src-main/engine/lib/index.ts';
import { createDemoStation, openStation, type Station } from '../../../src-main/engine/station/index.ts';
import { CHEAP, type DemoHome, demoHome, handClock } from '../../support/demoStation.ts';
import { temporaryFolder } from '../../support/folders.ts';

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

const refusal = (attempt: () => unknown): Promise<string> =>
  Promise.resolve()
    .then(attempt)
    .then(
      () => expect.unreachable('it was done'),
      (error) => error.code,
    );

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
    expect(await refusal(() => station.init(facts))).toBe('station.exists');
    station.close();
    expect(newStation(home).status().serial).toBe(serial);
  });

  test('with a weak password leaves nothing, not even the folder', async () => {
    const home = join(temporaryFolder(), 'home');
    const weak = { ...facts, administrator: { ...administrator, password: 'welcome2026' } };
    expect(await refusal(() => newStation(home).init(weak))).toBe('auth.password-common');
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
    const station = newStation(demo.home);
    expect(station.status().state).toBe('absent');
    expect(await refusal(() => station.init(facts))).toBe('station.door-missing');
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
    expect(await refusal(() => createDemoStation(options))).toBe('station.exists');
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

/** Somebody else's demo station, made once. */
let other: string | null = null;
async function otherStation(): Promise<string> {
  if (!other) {
    other = join(mkdtempSync(join(tmpdir(), 'sealbench-other-')), 'home');
    await createDemoStation({ home: other, clock: handClock(), version: '0', passwordCost: CHEAP });
  }
  return other;
}
afterAll(() => other && rmSync(join(other, '..'), { recursive: true }));

describe('damage', () => {
  function changeByte(path: string, offset: number): void {
    const content = readFileSync(path);
    content[offset] = (content[offset] ?? 0) ^ 0x01;
    writeFileSync(path, content);
  }
  const signIn = async (demo: DemoHome) => (await demo.open().signIn(...demo.proof('operator'))).close();

  test('of the door file is called damage, whatever was hit', async () => {
    for (const [size, offset] of [
      [null, 20],
      [null, 5],
      [5000, null],
      [0, null],
    ] as const) {
      const demo = await demoHome();
      const door = join(demo.home, 'door.db');
      if (size === null) changeByte(door, offset);
      else truncateSync(door, size);
      expect(await refusal(() => signIn(demo))).toBe('station.door-damaged');
    }
  });

  test('of a ring, its salt or the station’s own row in the door is never called a wrong password', async () => {
    const hits = [
      "UPDATE account SET salt = zeroblob(16) WHERE username = 'operator'",
      "UPDATE account SET sealed_ring = substr(sealed_ring, 1, 100) WHERE username = 'operator'",
      "UPDATE account SET passes = 2 WHERE username = 'operator'",
      "UPDATE station SET serial = 'SB-AAAA-AAAA'",
    ];
    for (const hit of hits) {
      const demo = await demoHome();
      const door = new Database(join(demo.home, 'door.db'));
      door.exec(hit);
      door.close();
      expect(await refusal(() => signIn(demo)), hit).toBe('station.door-damaged');
    }
  });

  test('a door whose station was rewritten with a fitting checksum does not fool the store', async () => {
    const demo = await demoHome();
    const otherDoor = new Database(join(await otherStation(), 'door.db'), { readonly: true });
    const row = otherDoor.prepare('SELECT authority_certificate FROM station').get() as Record<string, unknown>;
    otherDoor.close();
    const door = new Database(join(demo.home, 'door.db'));
    const own = door.prepare('SELECT *, hex(name_key) AS key FROM station').get() as Record<string, string | number>;
    const columns = [
      own.serial,
      own.name,
      own.organisation,
      own.demo,
      row.authority_certificate,
      String(own.key).toLowerCase(),
      own.created_at,
    ];
    const checksum = createHash('sha256')
      .update(canonicalJson(columns as string[]))
      .digest('hex');
    door.prepare('UPDATE station SET authority_certificate = ?, checksum = ?').run(row.authority_certificate, checksum);
    door.close();
    expect(await refusal(() => signIn(demo))).toBe('station.door-altered');
  });

  test('of the station store or the evidence store is called damage, and the attempt does not count', async () => {
    for (const file of ['station.db', 'evidence.db']) {
      const demo = await demoHome();
      changeByte(join(demo.home, file), 2000);
      for (let time = 0; time < 6; time++) {
        const station = demo.open();
        expect(await refusal(() => station.signIn(...demo.proof('operator')))).toBe('vault.damaged');
        station.close();
      }
    }
  });

  test('a store of another station in place of the own one', async () => {
    for (const file of ['station.db', 'evidence.db']) {
      const demo = await demoHome();
      cpSync(join(await otherStation(), file), join(demo.home, file));
      expect(await refusal(() => signIn(demo)), file).toBe('station.store-foreign');
    }
  });

  test('a store that is gone', async () => {
    for (const file of ['station.db', 'evidence.db']) {
      const demo = await demoHome();
      rmSync(join(demo.home, file));
      expect(await refusal(() => signIn(demo)), file).toBe('vault.missing');
      expect(existsSync(join(demo.home, file))).toBe(false);
    }
  });
});

describe('no plaintext', () => {
  const CANARY = '金丝雀Canary7F3A91';

  /** Puts the canary into every text and blob column that takes it, of every table. */
  function fillTables(db: {
    read<Row>(sql: string): readonly Row[];
    write(sql: string, ...values: string[]): number;
  }): number {
    let filled = 0;
    const tables = db.read<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    for (const { name } of tables) {
      db.write(`CREATE TABLE canary_${name} AS SELECT * FROM ${name}`);
      db.write(`INSERT INTO canary_${name} DEFAULT VALUES`);
      for (const column of db.read<{ name: string }>(`SELECT name FROM pragma_table_info('canary_${name}')`)) {
        filled += db.write(`UPDATE canary_${name} SET "${column.name}" = ?`, CANARY.repeat(40));
      }
    }
    return filled;
  }

  function filesWithCanary(home: string): string[] {
    const forms = (['utf8', 'utf16le'] as const).map((encoding) => Buffer.from(CANARY, encoding));
    forms.push(
      Buffer.from(CANARY, 'utf16le').swap16(),
      Buffer.from(Buffer.from(CANARY).toString('base64').slice(0, 20)),
    );
    return filesIn(home).filter((path) => {
      const content = readFileSync(path);
      return forms.some((form) => content.includes(form));
    });
  }

  test('of anything in the stores or blobs is in any file of the home: while open, after a kill, after closing', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    expect(fillTables(session.stationDb)).toBeGreaterThan(10);
    expect(fillTables(session.evidence?.db ?? expect.unreachable())).toBeGreaterThanOrEqual(0);
    session.evidence?.db.write('CREATE TABLE record (text TEXT) STRICT');
    for (let row = 0; row < 500; row++) session.evidence?.db.write('INSERT INTO record VALUES (?)', CANARY.repeat(20));
    session.evidence?.db.read('SELECT text, count(*) FROM record GROUP BY text || random() ORDER BY text || random()');
    await session.evidence?.blobs.put(utf8(CANARY.repeat(9000)));
    session.log.append({
      act: 'test.canary',
      outcome: 'done',
      actor: 'operator',
      witness: null,
      subject: { text: CANARY },
    });

    // As a kill at this moment would leave it; copied by another process, which does not touch our locks.
    const killed = join(demo.home, '..', 'killed');
    await new Promise((copied) => spawn('cp', ['-r', demo.home, killed]).once('exit', copied));
    expect(filesIn(killed).some((path) => path.endsWith('evidence.db-wal') && statSync(path).size > 0)).toBe(true);
    expect(filesWithCanary(killed)).toEqual([]);

    station.close();
    expect(filesWithCanary(demo.home)).toEqual([]);
  });

  test('of passwords, secrets and private keys is in the door or the stores', async () => {
    const demo = await demoHome();
    const station = demo.open();
    await station.signIn(...demo.proof('administrator'));
    station.close();
    const secrets = readFileSync(join(demo.home, 'secrets.json'), 'utf8');
    const words = Object.values(JSON.parse(secrets) as Record<string, Record<string, string>>).flatMap((one) =>
      Object.values(one),
    );
    expect(words).toHaveLength(14);
    for (const path of filesIn(demo.home).filter((file) => !file.endsWith('secrets.json'))) {
      const content = readFileSync(path);
      for (const word of [...words, 'PRIVATE KEY']) expect(content.includes(word), path).toBe(false);
    }
  });

  test('the names of people are not in the door', async () => {
    const demo = await demoHome();
    expect(readFileSync(join(demo.home, 'door.db')).includes('林静怡')).toBe(false);
  });

  test('what was written before a kill is there afterwards', async () => {
    const demo = await demoHome();
    const station = demo.open();
    const session = await station.signIn(...demo.proof('operator'));
    session.evidence?.db.write('CREATE TABLE record (text TEXT) STRICT');
    session.evidence?.db.write('INSERT INTO record VALUES (?)', CANARY);
    const killed = join(demo.home, '..', 'killed');
    await new Promise((copied) => spawn('cp', ['-r', demo.home, killed]).once('exit', copied));
    station.close();
    demo.clock.pass(30_000);
    const again = openStation({ home: killed, clock: demo.clock, version: '0', passwordCost: CHEAP });
    onTestFinished(() => again.close());
    const reopened = await again.signIn('operator', demo.password('operator'), demo.code('operator'));
    expect(reopened.evidence?.db.read('SELECT text FROM record')).toEqual([{ text: CANARY }]);
  });
});

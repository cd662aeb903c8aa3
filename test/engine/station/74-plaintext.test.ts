/** What is in the files of a home for somebody without a key: nothing that was put in. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { utf8 } from '../../../src-main/engine/lib/index.ts';
import { openStation } from '../../../src-main/engine/station/index.ts';
import type { WriteDb } from '../../../src-main/engine/vault/index.ts';
import { CHEAP, demoHome } from '../../support/demoStation.ts';

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('no plaintext', () => {
  const CANARY = '金丝雀Canary7F3A91';

  /** Puts the canary into every text and blob column that takes it, of every table. */
  function fillTables(db: WriteDb): number {
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

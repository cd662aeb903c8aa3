import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src-main/engine/lib/index.ts';
import { createDemoStation } from '../../../src-main/engine/station/index.ts';
import { CHEAP, type DemoHome, demoHome, handClock } from '../../support/demoStation.ts';
import { refusalCode } from '../../support/refusals.ts';

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
      expect(await refusalCode(() => signIn(demo))).toBe('station.door-damaged');
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
      expect(await refusalCode(() => signIn(demo)), hit).toBe('station.door-damaged');
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
    expect(await refusalCode(() => signIn(demo))).toBe('station.door-altered');
  });

  test('of the station store or the evidence store is called damage, and the attempt does not count', async () => {
    for (const file of ['station.db', 'evidence.db']) {
      const demo = await demoHome();
      changeByte(join(demo.home, file), 2000);
      for (let time = 0; time < 6; time++) {
        const station = demo.open();
        expect(await refusalCode(() => station.signIn(...demo.proof('operator')))).toBe('vault.damaged');
        station.close();
      }
    }
  });

  test('a store of another station in place of the own one', async () => {
    for (const file of ['station.db', 'evidence.db']) {
      const demo = await demoHome();
      cpSync(join(await otherStation(), file), join(demo.home, file));
      expect(await refusalCode(() => signIn(demo)), file).toBe('station.store-foreign');
    }
  });

  test('a store that is gone', async () => {
    for (const file of ['station.db', 'evidence.db']) {
      const demo = await demoHome();
      rmSync(join(demo.home, file));
      expect(await refusalCode(() => signIn(demo)), file).toBe('vault.missing');
      expect(existsSync(join(demo.home, file))).toBe(false);
    }
  });
});

/** Layout steps: each wholly or not at all, in order, once. */
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/engine/vault/migrations/index.ts';
import type { Migration } from '../../../src-main/engine/vault/migrations/migration.ts';
import { openPlainDb, type PlainDb } from '../../../src-main/engine/vault/plainDb.ts';
import { temporaryFolder } from '../../support/folders.ts';

const first: Migration = { number: 1, name: 'first', sql: 'CREATE TABLE note (text TEXT) STRICT' };
const second: Migration = { number: 2, name: 'second', sql: "INSERT INTO note VALUES ('from step 2')" };
const broken: Migration = {
  number: 3,
  name: 'broken',
  sql: "INSERT INTO note VALUES ('half'); INSERT INTO nowhere VALUES (1)",
};

function open(path: string, steps: readonly Migration[]): PlainDb {
  const db = openPlainDb(path, steps);
  onTestFinished(() => db.close());
  return db;
}

describe('layout steps', () => {
  test('run once, also when the file is opened again', () => {
    const path = join(temporaryFolder(), 'plain.db');
    open(path, [first]).close();
    open(path, [first, second]).close();
    const db = open(path, [first, second]);
    expect(db.read('SELECT text FROM note')).toEqual([{ text: 'from step 2' }]);
    expect(db.readOne('PRAGMA user_version')).toEqual({ user_version: 2 });
  });

  test('a step that fails leaves nothing of itself and everything before it', () => {
    const path = join(temporaryFolder(), 'plain.db');
    expect(() => openPlainDb(path, [first, second, broken])).toThrow();
    const db = open(path, [first, second]);
    expect(db.read('SELECT text FROM note')).toEqual([{ text: 'from step 2' }]);
    expect(db.readOne('PRAGMA user_version')).toEqual({ user_version: 2 });
  });

  test('a file of a later program is refused', () => {
    const path = join(temporaryFolder(), 'plain.db');
    open(path, [first, second]).close();
    expect(() => openPlainDb(path, [first])).toThrow('vault.newer');
  });

  test.each(Object.entries(migrations))(
    'of the %s store have rising numbers, and tables that check their types',
    (_kind, steps) => {
      const numbers = steps.map((step) => step.number);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      const db = open(join(temporaryFolder(), 'plain.db'), steps);
      const loose =
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'";
      expect(db.read(loose)).toEqual([]);
    },
  );
});

/** The encrypted store: who gets in, who does not, and what is said about a file that is damaged. */
import { spawn } from 'node:child_process';
import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WrongKeyError } from '../../../src-main/engine/lib/index.ts';
import { newKey, openStore, type Store } from '../../../src-main/engine/vault/index.ts';

let folder: string;
let path: string;
const key = newKey();
const opened: Store[] = [];

function open(
  withKey = key,
  kind: 'station' | 'evidence' = 'evidence',
  existing: 'required' | 'optional' = 'optional',
): Store {
  const store = openStore(path, withKey, kind, existing);
  opened.push(store);
  return store;
}

function filledStore(rows: number): void {
  const store = open();
  store.write('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  store.transaction(() => {
    for (let id = 0; id < rows; id++) store.write('INSERT INTO note VALUES (?, ?)', id, `第${id}条`.padEnd(200, '记'));
  });
  store.close();
}

function changeByte(offset: number): void {
  const content = readFileSync(path);
  content[offset] = (content[offset] ?? 0) ^ 0x01;
  writeFileSync(path, content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealbench-store-'));
  path = join(folder, 'evidence.db');
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the key', () => {
  test('the right key reads what was written before', () => {
    filledStore(3);
    expect(open().readOne('SELECT text FROM note WHERE id = 1')).toEqual({ text: '第1条'.padEnd(200, '记') });
  });

  test('another key is called a wrong key and nothing else', () => {
    filledStore(3);
    expect(() => open(newKey())).toThrow(WrongKeyError);
    expect(() => open(newKey())).toThrow('vault.wrong-key');
  });

  test('a key of one store does not open the other kind of store', () => {
    filledStore(1);
    expect(() => open(key, 'station')).toThrow('vault.other-kind');
  });
});

describe('damage is never called a wrong key', () => {
  const places: readonly [string, number][] = [
    ['the salt', 3],
    ['the first page', 500],
    ["the first page's own checksum", 4090],
    ['the second page', 4096 + 77],
  ];
  test.each(places)('one changed bit in %s', (_place, offset) => {
    filledStore(2000);
    changeByte(offset);
    const readAll = () => open().read('SELECT * FROM pragma_integrity_check');
    expect(readAll).toThrow('vault.damaged');
    expect(readAll).not.toThrow(WrongKeyError);
  });

  test('a page in the middle is found when it is read', () => {
    filledStore(2000);
    // The rows fill most of the file: its tables' own pages stand at the front.
    changeByte(Math.floor((statSync(path).size / 4096) * 0.75) * 4096 + 1000);
    expect(() => open().read('SELECT max(text) FROM note')).toThrow('vault.damaged');
  });

  test('a file that was cut short', () => {
    filledStore(2000);
    truncateSync(path, 20 * 4096 + 17);
    expect(() => open().read('SELECT max(text) FROM note')).toThrow('vault.damaged');
  });

  test('a file that was emptied is not taken for a new store', () => {
    filledStore(1);
    truncateSync(path, 0);
    expect(() => open()).toThrow('vault.damaged');
  });

  test('a file that is gone is not made anew where there must be one', () => {
    expect(() => open(key, 'evidence', 'required')).toThrow('vault.missing');
  });
});

describe('one connection holds the store alone', () => {
  test('a second opening in the same process is refused', () => {
    open();
    expect(() => open()).toThrow('vault.in-use');
  });

  test('another process is refused, and gets in once the holder was killed', async () => {
    filledStore(1);
    const holder = spawn(process.execPath, [
      '--input-type=module-typescript',
      '--eval',
      `import { openStore } from '${resolve(import.meta.dirname, '../../../src-main/engine/vault/index.ts')}';
       openStore('${path}', Buffer.from('${Buffer.from(key).toString('hex')}', 'hex'), 'evidence');
       process.stdout.write('held');
       setInterval(() => {}, 1000);`,
    ]);
    await new Promise((done) => holder.stdout.once('data', done));
    expect(() => open()).toThrow('vault.in-use');
    const gone = new Promise((done) => holder.once('exit', done));
    holder.kill('SIGKILL');
    await gone;
    expect(open().readOne('SELECT count(*) AS n FROM note')).toEqual({ n: 1 });
  });
});

describe('reading and writing', () => {
  test('a statement that writes is refused where only reading is meant', () => {
    const store = open();
    store.write('CREATE TABLE note (text TEXT) STRICT');
    expect(() => store.asReader().read("INSERT INTO note VALUES ('x') RETURNING text")).toThrow('bug.sql-writes');
    expect(() => store.asReader().read('PRAGMA user_version = 9')).toThrow('bug.sql-writes');
    expect('write' in store.asReader()).toBe(false);
    expect(store.read('SELECT * FROM note')).toEqual([]);
  });

  test('a transaction that throws leaves nothing, a nested one leaves what surrounds it', () => {
    const store = open();
    store.write('CREATE TABLE note (text TEXT) STRICT');
    expect(() =>
      store.transaction(() => {
        store.write("INSERT INTO note VALUES ('gone')");
        throw new Error('stop');
      }),
    ).toThrow('stop');
    store.transaction(() => {
      store.write("INSERT INTO note VALUES ('kept')");
      expect(() =>
        store.transaction(() => {
          store.write("INSERT INTO note VALUES ('gone too')");
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(store.read('SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  });

  test('rows can be walked one by one while the same statement is read again', () => {
    filledStore(10);
    const store = open();
    const seen: number[] = [];
    for (const row of store.iterate<{ id: number }>('SELECT id FROM note ORDER BY id')) {
      expect(store.readOne('SELECT id FROM note ORDER BY id')).toEqual({ id: 0 });
      seen.push(row.id);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('the settings that keep plaintext off the disk and writes on it are in force', () => {
    const store = open();
    expect(store.readOne('PRAGMA temp_store')).toEqual({ temp_store: 2 });
    expect(store.readOne('PRAGMA secure_delete')).toEqual({ secure_delete: 1 });
    expect(store.readOne('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(store.readOne('SELECT journal_mode FROM pragma_journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(store.readOne('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  });
});

describe('a store of a later program', () => {
  test('is refused and stays as it is', () => {
    const store = open();
    store.write('PRAGMA user_version = 9999');
    store.close();
    const before = readFileSync(path);
    expect(() => open()).toThrow('vault.newer');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('the file format is SQLCipher 4', () => {
  test('a page decrypts by its published design with HMAC-SHA-512, PBKDF2 and AES-256-CBC alone', () => {
    filledStore(100);
    const content = readFileSync(path);
    const salt = content.subarray(0, 16);
    const hmacKey = pbkdf2Sync(
      key,
      salt.map((byte) => byte ^ 0x3a),
      2,
      32,
      'sha512',
    );
    const page = (number: number) => content.subarray((number - 1) * 4096, number * 4096);
    for (const number of [1, 2, 5]) {
      const body = page(number).subarray(number === 1 ? 16 : 0, 4096 - 64);
      const numberBytes = Buffer.from([number, 0, 0, 0]);
      expect(
        createHmac('sha512', hmacKey).update(body).update(numberBytes).digest().equals(page(number).subarray(-64)),
      ).toBe(true);
    }
    const decipher = createDecipheriv('aes-256-cbc', key, page(1).subarray(4016, 4032)).setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(page(1).subarray(16, 4016)), decipher.final()]);
    // SQLite file format §1.3, bytes 16 to 23: page size 4096, WAL for writing and reading, 80 bytes reserved a page.
    expect(plain.subarray(0, 5).toString('hex')).toBe('1000020250');
  });
});

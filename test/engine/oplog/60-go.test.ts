/** The Go project's own note and tlog packages look at a bundle; `test/support/go/logcheck` only feeds them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyLogBundle } from '../../../src-main/engine/oplog/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { appendMany, logHome, OPERATOR, WITNESS } from '../../support/operationLog.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const GOPATH = '/usr/share/gocode';
const present = hasTool('go') && existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog'));
if (!present) console.warn('not performed: Go or golang.org/x/mod is not installed');

/** Compiled once: `go run` would link anew for every bundle. */
let logcheck = '';

function look(...args: readonly string[]): { status: number | null; said: string } {
  const { status, output } = run(logcheck, args, GOPATH);
  return { status, said: output.trim() };
}

describe.skipIf(!present)('Go’s sumdb/note and sumdb/tlog', () => {
  beforeAll(() => {
    const source = resolve(import.meta.dirname, '../../support/go/logcheck');
    logcheck = join(source, '../../../../out/test/logcheck');
    const environment = ['GO111MODULE=off', `GOPATH=${GOPATH}`, 'GOFLAGS='];
    const built = run('env', [...environment, 'go', 'build', '-o', logcheck, '.'], source);
    if (built.status !== 0) throw new Error(built.output);
  });

  test('accept every checkpoint, signature, cosignature, tlog-proof and consistency proof of a bundle', async () => {
    const home = logHome();
    const sizes: number[] = [];
    for (const count of [1, 6, 57, 100]) {
      appendMany(home, count);
      sizes.push(Number(home.log().checkpoint([OPERATOR, WITNESS]).split('\n')[1]));
    }
    const path = join(home.folder, 'bundle');
    const proofs = [0, 1, 31, 32, 64, 100, 165];
    const { size } = await home
      .log()
      .exportBundle({ path, actor: 'li.ming', proofs, disclose: (entry) => entry.index % 3 > 0 });
    const pairs = [...sizes, size].flatMap((newer, at, all) =>
      all.slice(0, at).map((older) => [older, newer] as const),
    );
    const lines = pairs.map(([older, newer]) => [older, newer, ...home.log().consistency(older, newer)].join(' '));
    const consistency = join(temporaryFolder(), 'consistency');
    writeFileSync(consistency, lines.join('\n'));

    expect(look(path, consistency)).toEqual({
      status: 0,
      said: `entries ${size} checkpoints 5 signatures 13 proofs 7 consistency 10`,
    });
  });

  test('refuse what our own check refuses: an altered entry, checkpoint, signature, proof', async () => {
    const home = logHome();
    appendMany(home, 20);
    home.log().checkpoint([OPERATOR]);
    const path = join(home.folder, 'bundle');
    await home.log().exportBundle({ path, actor: 'li.ming', proofs: [3] });
    const files = [
      'entries.jsonl',
      ...['checkpoints', 'proofs'].flatMap((folder) =>
        readdirSync(join(path, folder)).map((name) => `${folder}/${name}`),
      ),
    ];
    for (const name of files) {
      const file = join(path, name);
      const good = readFileSync(file, 'utf8');
      // A digit in the middle of what is hashed or signed, and one in the last signature or hash.
      for (const at of [good.search(/\d/), good.search(/[b-y]\S{8}\n$/)].filter((place) => place >= 0)) {
        writeFileSync(file, `${good.slice(0, at)}${good.charAt(at) === '1' ? '2' : '1'}${good.slice(at + 1)}`);
        expect(look(path).status, `${name} at ${at}`).toBe(1);
        expect((await verifyLogBundle(path)).verdict, `${name} at ${at}`).toBe('mismatched');
      }
      writeFileSync(file, good);
    }
    expect(look(path).status).toBe(0);
  });
});

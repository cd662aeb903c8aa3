/** C14: what leaves the station is never written into the station's own folder, however its path is spelt. */
import { mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBench } from '../../src-main/engine/bench.ts';
import { openGateway } from '../../src-main/gateway/gateway.ts';
import { demoHome } from '../support/demoStation.ts';

it('a log bundle is refused inside the home folder, through a link and beside the stores alike', async () => {
  const demo = await demoHome();
  const runtime = { electron: null, node: process.versions.node, development: true };
  const bench = openBench({ home: demo.home, clock: demo.clock, version: '0.0.0', runtime, printer: null });
  try {
    const gateway = openGateway(bench, null);
    await bench.signIn(...demo.proof('auditor'));
    const elsewhere = mkdtempSync(join(tmpdir(), 'sealbench-elsewhere-'));
    symlinkSync(demo.home, join(elsewhere, 'link'));
    const inside = [
      join(demo.home, 'evidence.db-wal'),
      join(demo.home, 'blobs', 'x'),
      `${demo.home}/blobs/../x`,
      join(elsewhere, 'link', 'x'),
    ];
    const before = readdirSync(demo.home);
    for (const path of inside) {
      const reply = await gateway.dispatch('log.export', { path });
      expect(reply, path).toMatchObject({ ok: false, error: { code: 'station.path-inside' } });
    }
    expect(readdirSync(demo.home)).toEqual(before);
    expect((await gateway.dispatch('log.export', { path: join(elsewhere, 'bundle') })).ok).toBe(true);
  } finally {
    await bench.close();
  }
});

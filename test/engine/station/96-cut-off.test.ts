import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStation } from '../../../src-main/engine/station/index.ts';
import { CHEAP, demoHome } from '../../support/demoStation.ts';

describe('a session that was cut off', () => {
  it('is told at the next sign-in, with what it had begun and not ended', async () => {
    const demo = await demoHome();
    const session = await demo.open().signIn(...demo.proof('operator'));
    const { log } = session;
    const acquire = (ceremonyId: string, outcome: 'begun' | 'done' | 'failed') =>
      log.append({ act: 'image.acquire', outcome, actor: 'operator', witness: 'witness', subject: { ceremonyId } });
    acquire('first', 'begun');
    const { index: cut } = acquire('second', 'begun');
    acquire('first', 'failed');
    const search = { act: 'search.run', actor: 'operator', witness: null };
    const { index: begunAt } = log.append({ ...search, outcome: 'begun', subject: { grantId: 'g', caseId: 'c' } });
    log.append({ ...search, outcome: 'done', subject: { grantId: 'g', begunAt } });
    // The folder as it stands when the power fails.
    const left = join(demo.home, '..', 'left');
    cpSync(demo.home, left, { recursive: true });
    session.close();

    const station = openStation({ home: left, clock: demo.clock, version: '0.0.0', passwordCost: CHEAP });
    try {
      const next = await station.signIn(...demo.proof('auditor'));
      const { entries } = next.log.page({ offset: 0, limit: 9, act: 'session.cut-off', actor: null });
      expect(entries).toMatchObject([{ outcome: 'failed', actor: 'operator' }]);
      expect(JSON.parse(entries[0]?.text ?? '')).toMatchObject({ subject: { unfinished: [cut] } });
      expect((await next.log.verify()).verdict).toBe('matched');
      next.close();
      const after = await station.signIn(...demo.proof('auditor'));
      expect(after.log.page({ offset: 0, limit: 9, act: 'session.cut-off', actor: null }).total).toBe(1);
      after.close();
    } finally {
      station.close();
    }
  });

  it('is not told of one that had its end', async () => {
    const demo = await demoHome();
    const station = demo.open();
    (await station.signIn(...demo.proof('operator'))).close();
    const next = await station.signIn(...demo.proof('auditor'));
    expect(next.log.page({ offset: 0, limit: 9, act: 'session.cut-off', actor: null }).total).toBe(0);
    next.close();
  });
});

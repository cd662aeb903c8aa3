import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoHome } from '../../support/demoStation.ts';

describe('an older copy of the log put back in its place', () => {
  it('is logged at the next sign-in and contradicts the checkpoint that the door kept', async () => {
    const demo = await demoHome();
    const store = join(demo.home, 'station.db');
    const older = join(demo.home, '..', 'older.db');
    const station = demo.open();
    (await station.signIn(...demo.proof('operator'))).close();
    copyFileSync(store, older);
    (await station.signIn(...demo.proof('operator'))).close();
    (await station.signIn(...demo.proof('operator'))).close();
    copyFileSync(older, store);

    const session = await station.signIn(...demo.proof('auditor'));
    const { entries } = session.log.page({ offset: 0, limit: 10, act: 'log.rollback', actor: null });
    expect(entries).toMatchObject([{ outcome: 'failed', actor: null }]);
    const { verdict, checks } = await session.log.verify(station.logAnchors());
    expect(verdict).toBe('mismatched');
    expect(checks.filter((check) => check.verdict === 'mismatched').map(({ name }) => name)).toContain('log.anchors');
    session.close();
  });

  it('is not suspected when nothing was put back', async () => {
    const demo = await demoHome();
    const station = demo.open();
    (await station.signIn(...demo.proof('operator'))).close();
    const session = await station.signIn(...demo.proof('operator'));
    expect((await session.log.verify(station.logAnchors())).verdict).toBe('matched');
    session.close();
  });
});

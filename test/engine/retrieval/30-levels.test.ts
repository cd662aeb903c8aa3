import { describe, expect, it } from 'vitest';
import { utcMs } from '../../../src-main/engine/lib/index.ts';
import { LEVEL_RULES, mayHold, windowStart } from '../../../src-main/engine/retrieval/levels.ts';
import { LEVELS, ROLES } from '../../../src-preload/contract/index.ts';
import { openGrant, PROOF, retrievalHome } from '../../support/retrievalHome.ts';

/** The organisation's tiers: agent this week; lead this month, may archive; legal and executive all, archive, download. */
const TIERS = {
  agent: { window: 'week', archive: false, download: false },
  lead: { window: 'month', archive: true, download: false },
  legal: { window: 'all', archive: true, download: true },
  executive: { window: 'all', archive: true, download: true },
} as const;

const HOLDERS = {
  operator: ['agent', 'lead', 'legal'],
  witness: [],
  legal: ['agent', 'lead', 'legal'],
  superior: ['agent', 'lead', 'legal', 'executive'],
  exporter: ['agent', 'lead'],
  auditor: [],
  administrator: [],
} as const;

describe('levels of access', () => {
  it('give each level its window, archive and download, and nothing more', () => {
    expect(LEVEL_RULES).toEqual(TIERS);
  });

  it.each(ROLES)('let the role %s hold the levels of the table alone', (role) => {
    const held: readonly string[] = HOLDERS[role];
    for (const level of LEVELS) expect(mayHold(role, level), level).toBe(held.includes(level));
  });

  it('begin a week on Monday and a month on its first day, in the station’s own zone', () => {
    // 2026-11-24 is a Tuesday, 2026-11-22 a Sunday.
    const local = (text: string) => utcMs(new Date(text).getTime());
    expect(windowStart('agent', local('2026-11-24T12:00'))).toBe(local('2026-11-23T00:00'));
    expect(windowStart('agent', local('2026-11-22T23:59'))).toBe(local('2026-11-16T00:00'));
    expect(windowStart('agent', local('2026-11-23T00:00'))).toBe(local('2026-11-23T00:00'));
    expect(windowStart('lead', local('2026-11-24T12:00'))).toBe(local('2026-11-01T00:00'));
    expect(windowStart('lead', local('2026-12-01T00:00'))).toBe(local('2026-12-01T00:00'));
    expect(windowStart('legal', local('2026-11-24T12:00'))).toBeNull();
  });

  it('let only those keep a selection whose level may archive, and only before the result was reviewed', async () => {
    const home = retrievalHome();
    const persons = [
      { username: 'operator', level: 'agent' } as const,
      { username: 'operator2', level: 'lead' } as const,
      { username: 'legal', level: 'legal' } as const,
    ];
    const { id, grantId } = await openGrant(home, {}, { persons });
    expect(() => home.as('operator').checkArchive(grantId)).toThrow('grant.no-archive');
    for (const username of ['operator2', 'legal']) {
      expect(() => home.as(username).checkArchive(grantId)).not.toThrow();
    }
    expect(() => home.as('legal').checkUnreviewed(grantId)).not.toThrow();
    await home.as('legal').review(id, 'passed', '相符', PROOF);
    expect(() => home.as('legal').checkUnreviewed(grantId)).toThrow('grant.result-reviewed');
  });

  it('narrow what a grant opens, and never widen it', async () => {
    const home = retrievalHome();
    const scope = { conversations: [1], senders: null, types: null, from: null, to: null };
    const persons = [{ username: 'operator', level: 'agent' } as const, { username: 'legal', level: 'legal' } as const];
    const { grantId } = await openGrant(home, { scope }, { scope, persons });
    expect(home.as('operator').grantFor(grantId).from).toBe(windowStart('agent', home.logHome.clock.now()));
    expect(home.as('legal').grantFor(grantId).from).toBeNull();
    home.logHome.clock.pass(1000);
    const later = home.logHome.clock.now() + 500;
    const narrow = { ...scope, from: later };
    const other = await openGrant(home, { scope: narrow }, { scope: narrow, persons });
    expect(home.as('operator').grantFor(other.grantId).from).toBe(later);
  });
});

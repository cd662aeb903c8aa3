import { describe, expect, it } from 'vitest';
import {
  complaintCase,
  DAY,
  done,
  executed,
  granted,
  MEANT,
  NEW_REQUEST,
  sealedMedium,
} from '../support/complaintCase.ts';

interface Found {
  readonly total: number;
  readonly hits: readonly {
    readonly id: number;
    readonly text: string;
    readonly at: number;
    readonly rawSha256: string;
  }[];
}

const QUERY = '客户+投诉+辱骂';

describe('the complaint case on the command line', () => {
  it('goes from the request to the release, finding exactly the records of the grant, each step logged', async () => {
    const at = await complaintCase();
    await sealedMedium(at);
    const grantId = await executed(at);

    const found = (await done(at.as('operator', null, 'search', '--grant', grantId, QUERY))) as unknown as Found;
    expect(found.hits.map(({ text }) => text)).toEqual(MEANT);
    expect(found.total).toBe(MEANT.length);
    const morning = ['search', '--grant', grantId, QUERY, '--from', `${DAY}T09`, '--to', `${DAY}T09`];
    expect(await done(at.as('legal', null, ...morning))).toMatchObject({ total: 1, hits: [{ text: MEANT[0] }] });

    const id = String(found.hits[0]?.id);
    const shown = await done(at.as('legal', null, 'record', id, '--grant', grantId));
    expect(shown).toMatchObject({ outcome: 'matched', record: { text: MEANT[0], proof: { verdict: 'matched' } } });
    const marked = await done(at.as('legal', null, 'mark', id, '--grant', grantId, '--label', 'key'));
    expect(marked).toMatchObject({ mark: { label: 'key', by: 'legal' } });

    // However it is asked for, nothing outside the grant is counted or shown.
    const everything = (await done(at.as('operator', null, 'search', '--grant', grantId))) as unknown as Found;
    expect(everything.total).toBe(5);
    for (const query of ['内部说说 或 前一天 或 客户正式', '"客户投诉说你辱骂他"']) {
      const none = await done(at.as('operator', null, 'search', '--grant', grantId, query));
      expect(none, query).toMatchObject({ total: 0, hits: [] });
    }
    const wider = ['search', '--grant', grantId, QUERY, '--from', '2020-01-01', '--to', '2030-01-01'];
    expect(await done(at.as('operator', null, ...wider))).toMatchObject({ total: MEANT.length });

    await done(at.as('legal', null, 'request', 'review', '1', '--opinion', '与申请相符'));
    const released = await done(at.as('legal', null, 'request', 'release', '1'));
    expect(released).toMatchObject({ request: { state: 'released', registerNumber: 1 } });
    const closed = await done(at.as('operator', null, 'request', 'close', '1', '--receipt', '已签收'));
    expect(closed).toMatchObject({ request: { state: 'closed' } });

    const { entries } = (await done(at.as('auditor', null, 'log', 'tail', '--limit', '200'))) as {
      entries: { act: string; outcome: string; actor: string; witness: string | null; text?: string }[];
    };
    const acts = entries.filter(({ outcome }) => outcome === 'done').map(({ act }) => act);
    for (const step of ['create', 'submit', 'decide', 'consent', 'grant', 'execute', 'review', 'release', 'close']) {
      expect(acts).toContain(`request.${step}`);
    }
    expect(acts.filter((act) => act === 'search.run')).toHaveLength(6);
    expect(entries.find(({ act }) => act === 'request.execute')).toMatchObject({
      actor: 'operator',
      witness: 'witness',
    });
    expect(JSON.stringify(entries)).not.toContain('辱骂我');
  }, 300_000);

  it('refuses whoever decides for themselves, searches without an open grant, or releases without what must be there', async () => {
    const at = await complaintCase();
    const search = async (user: string, grantId: string) =>
      (await at.as(user, null, 'search', '--grant', grantId, QUERY)).json()['code'];
    expect((await at.as('operator', null, 'search', QUERY)).exitCode).toBe(2);
    expect(await search('operator', 'made-up')).toBe('grant.unknown');
    const grantId = await granted(at, ['operator:legal']);
    expect(await search('operator', grantId)).toBe('grant.not-executed');
    const decide = async (user: string) =>
      (await at.as(user, null, 'request', 'approve', '1', '--opinion', '同意')).json()['code'];
    expect(await decide('operator')).toBe('session.role-refused');
    expect(await decide('superior')).toBe('request.wrong-state');
    await done(at.as('operator', 'witness', 'request', 'execute', '1'));
    expect(await search('superior', grantId)).toBe('grant.not-yours');
    expect(await search('auditor', grantId)).toBe('session.role-refused');
    expect(await search('administrator', grantId)).toBe('session.role-refused');

    await done(at.as('superior', null, 'grant', 'suspend', grantId, '--reason', '发现无关个人信息'));
    expect(await search('operator', grantId)).toBe('grant.suspended');
    const frozen = await at.as('operator', null, ...NEW_REQUEST);
    expect(frozen.json()['code']).toBe('request.frozen');
    const alone = await at.as('legal', null, 'grant', 'restore', grantId, '--reason', '误报');
    expect(alone.json()['code']).toBe('cli.witness-needed');
    await done(at.as('legal', 'superior', 'grant', 'restore', grantId, '--reason', '误报'));
    expect(await search('operator', grantId)).toBeUndefined();

    const release = async () => (await at.as('legal', null, 'request', 'release', '1')).json();
    expect((await release())['code']).toBe('request.wrong-state');
    await done(at.as('legal', null, 'request', 'review', '1', '--opinion', '相符'));
    const lacking = await release();
    expect(lacking).toMatchObject({ outcome: 'refused', code: 'request.not-compliant' });
    expect(lacking['message']).toContain('medium-seal');

    at.cli.demo.clock.pass(24 * 3_600_000);
    expect(await search('operator', grantId)).toBe('grant.expired');
  }, 300_000);

  it('starts the three clocks of a refusal when consent is withheld, and says which are overdue', async () => {
    const at = await complaintCase();
    await done(at.as('operator', null, ...NEW_REQUEST));
    await done(at.as('superior', null, 'request', 'approve', '1', '--opinion', '同意'));
    const withheld = ['request', 'withhold', '1', '--subject', '王某某', '--reason', '本人不同意'];
    const { request } = (await done(at.as('operator', null, ...withheld))) as { request: { tasks: Task[] } };
    expect(request.tasks.map(({ task, dueAt, openedAt }) => [task, (dueAt - openedAt) / 60_000])).toEqual([
      ['legal-notice', 10],
      ['alternative-evidence', 15],
      ['settlement-offer', 20],
    ]);
    const notice = ['request', 'task', '1', '--task', 'legal-notice', '--report', '已告知'];
    expect((await at.as('operator', null, ...notice)).json()['code']).toBe('request.task-not-yours');
    await done(at.as('legal', null, ...notice));
    at.cli.demo.clock.pass(16 * 60_000);
    const later = (await done(at.as('legal', null, 'request', 'show', '1'))) as { request: { tasks: Task[] } };
    expect(later.request.tasks.map(({ overdue }) => overdue)).toEqual([false, true, false]);
  }, 300_000);
});

interface Task {
  readonly task: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly overdue: boolean;
}

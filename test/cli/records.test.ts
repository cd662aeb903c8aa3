import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBench } from '../../src-main/engine/bench.ts';
import { type Gateway, openGateway } from '../../src-main/gateway/gateway.ts';
import type { CallInput } from '../../src-preload/contract/index.ts';
import { type ComplaintCase, complaintCase, DAY, done, executed, GROUP, MEANT } from '../support/complaintCase.ts';

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The same station, without the command line in between. */
async function signedIn(
  { cli: { demo } }: ComplaintCase,
  username: string,
): Promise<{ gateway: Gateway; close: () => Promise<void> }> {
  const runtime = { electron: null, node: process.versions.node, development: true };
  const bench = openBench({ home: demo.home, clock: demo.clock, version: '0.0.0', runtime, printer: null });
  onTestFinished(() => bench.close());
  const gateway = openGateway(bench, null);
  const [name, password, code] = demo.proof(username);
  await gateway.call('session.signIn', { username: name, password, code });
  return { gateway, close: () => bench.close() };
}

const QUERY = { mode: 'exact', order: 'oldest-first', zoneOffsetMinutes: 0, limit: 50 } as const;

/** RFC 9162 §2.1.3.2, as the RFC writes it. */
function rootOf(leaf: Buffer, index: number, size: number, path: readonly string[]): string {
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const sibling of path.map((hash) => Buffer.from(hash, 'hex'))) {
    if (fn % 2 === 1 || fn === sn) {
      r = sha256(Buffer.from([1]), sibling, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else {
      r = sha256(Buffer.from([1]), r, sibling);
    }
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  expect(sn).toBe(0);
  return r.toString('hex');
}

describe('a record under a grant', () => {
  it('is proven from its own bytes to the root that the import left in the log; marks and selections keep it', async () => {
    const at = await complaintCase();
    const grantId = await executed(at);
    const { gateway } = await signedIn(at, 'legal');
    const { hits, resultId } = await gateway.call('search.open', { grantId, query: '客户+投诉+辱骂', ...QUERY });
    const [first] = hits;
    const record = await gateway.call('record.get', { grantId, messageId: first?.id ?? 0 });

    const raw = Buffer.from(record.raw ?? '', 'base64');
    expect(JSON.parse(raw.toString('utf8'))).toMatchObject({ content: MEANT[0] });
    expect(sha256(raw).toString('hex')).toBe(record.rawSha256);
    const leaf = sha256(Buffer.from([0]), sha256(raw), sha256(record.canonicalForm));
    expect(leaf.toString('hex')).toBe(record.proof.leafHash);
    const { leafIndex, treeSize, path, merkleRoot } = record.proof;
    expect(rootOf(leaf, leafIndex, treeSize, path)).toBe(merkleRoot);
    expect(record).toMatchObject({ rawVerdict: 'matched', proof: { verdict: 'matched' } });
    const { caseId } = (await gateway.call('grant.list', { caseId: null }))[0] ?? { caseId: '' };
    const [intake] = (await gateway.call('intake.list', { caseId })).filter(({ name }) => name === '客服群.json');
    expect(intake?.sources[0]?.merkleRoot).toBe(merkleRoot);

    const outside = { grantId, messageId: hits.reduce((most, { id }) => Math.max(most, id), 0) + 1 };
    const all = await gateway.call('search.open', { grantId, query: '', ...QUERY });
    expect(all.hits.map(({ id }) => id)).not.toContain(outside.messageId);
    await expect(gateway.call('record.get', outside)).rejects.toThrow('search.no-such-message');
    await expect(gateway.call('mark.add', { ...outside, label: 'key', note: '' })).rejects.toThrow(
      'search.no-such-message',
    );

    const messageId = record.id;
    await gateway.call('mark.add', { grantId, messageId, label: 'key', note: '原话' });
    await gateway.call('mark.add', { grantId, messageId, label: 'none', note: '改判' });
    const marks = await gateway.call('mark.list', { grantId, messageId: null });
    expect(marks.map(({ label, note, by }) => [label, note, by])).toEqual([
      ['key', '原话', 'legal'],
      ['none', '改判', 'legal'],
    ]);

    const of = { kind: 'result', resultId } as const;
    const selection = await gateway.call('selection.create', { grantId, name: '辱骂原话', of });
    const lines = hits.map(({ rawSha256 }) => `${rawSha256}\n`).join('');
    expect(selection).toMatchObject({ count: MEANT.length, digest: sha256(lines).toString('hex') });
    const rows = await gateway.call('selection.rows', { grantId, id: selection.id, offset: 0, limit: 10 });
    expect(rows.map(({ text }) => text)).toEqual(MEANT);
    await gateway.call('search.save', { grantId, name: '三词', query: '客户+投诉+辱骂', mode: 'exact' });
    expect(await gateway.call('search.saved', { grantId })).toMatchObject([{ name: '三词', by: 'legal' }]);

    const [, password, code] = at.cli.demo.proof('legal');
    const { id } = (await gateway.call('request.list', { caseId: null, offset: 0, limit: 1 })).requests[0] ?? {
      id: '',
    };
    await gateway.call('request.review', { id, decision: 'passed', opinion: '相符', password, code });
    await expect(gateway.call('selection.create', { grantId, name: '再加', of })).rejects.toThrow(
      'grant.result-reviewed',
    );
  }, 300_000);

  it('that shows more people’s numbers than the rule allows suspends the grant before it is shown', async () => {
    const at = await complaintCase();
    const { cli } = at;
    const source = join(cli.folder, '名单.json');
    const messages = Array.from({ length: 30 }, (_, n) => ({
      sender: 'wang',
      accountName: '客服小王',
      timestamp: new Date(`${DAY}T15:00:00`).getTime() / 1000 + n,
      type: 0,
      content: `客户投诉辱骂 ${citizenNumber(n)}`,
    }));
    const meta = { name: GROUP, platform: 'wecom', type: 'group', groupId: GROUP };
    writeFileSync(source, JSON.stringify({ chatlab: { version: '0.0.1' }, meta, members: [], messages }));
    await done(cli.as('operator', null, 'import', '--case', '2026-T1', source));
    const grantId = await executed(at);

    const stopped = await cli.as('operator', null, 'search', '--grant', grantId, '客户+投诉+辱骂');
    expect(stopped.json()).toMatchObject({ outcome: 'refused', code: 'grant.circuit-broken' });
    expect(stopped.stdout).not.toContain('11010519');
    const again = await cli.as('operator', null, 'search', '--grant', grantId, '早上好');
    expect(again.json()['code']).toBe('grant.suspended');
    const { gateway, close } = await signedIn(at, 'operator');
    const parameters = {
      caseId: 'c',
      imageIds: ['i'],
      forms: [],
      target: '/x',
      volume: 'none',
      recipient: '',
      purpose: '',
    };
    const start = { ceremonyId: 'x', parameters, operatorHalf: '', witnessHalf: '' } as CallInput<'export.start'>;
    await expect(gateway.call('export.start', start)).rejects.toThrow('grant.account-frozen');
    await close();
    const { grants } = await done(cli.as('superior', null, 'grant', 'list'));
    expect(grants).toMatchObject([{ state: 'suspended', suspensions: [{ by: 'detector', liftedAt: null }] }]);
    const { entries } = (await done(cli.as('auditor', null, 'log', 'tail', '--limit', '20'))) as {
      entries: { act: string; outcome: string }[];
    };
    expect(entries).toContainEqual(expect.objectContaining({ act: 'grant.suspend', outcome: 'done' }));
  }, 300_000);
});

/** GB 11643-1999: the check character made by the standard's table. */
function citizenNumber(n: number): string {
  const digits = `11010519491231${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

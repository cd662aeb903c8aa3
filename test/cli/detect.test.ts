/** `import --detect`: what a source is, said before anything is taken in and without an account. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoCli } from '../support/cli.ts';

const line = (seq: number, body: object): string =>
  `${JSON.stringify({ seq, msgid: `m${seq}`, action: 'send', from: 'a', tolist: ['b'], roomid: 'r', msgtime: 1_603_875_826_656 + seq, ...body })}\n`;

describe('import --detect', () => {
  it('says format, figures, leads and losses of each source, and that something was lost', async () => {
    const cli = await demoCli();
    const path = join(cli.folder, 'archive.jsonl');
    writeFileSync(
      path,
      line(1, { msgtype: 'text', text: { content: '你好' } }) +
        '{"broken": \n' +
        line(4, { action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: 'gone' } }),
    );
    const run = await cli.run('import', '--detect', path, '--json');
    expect(run.exitCode).toBe(3);
    const answer = run.json() as { outcome: string; sources: Record<string, unknown>[] };
    expect(answer.outcome).toBe('incomplete');
    expect(answer.sources).toHaveLength(1);
    expect(answer.sources[0]).toMatchObject({
      format: 'wecom-archive',
      records: 2,
      conversations: 1,
      people: 1,
      first: { iso: '2020-10-28T09:03:46.657Z' },
      last: { iso: '2020-10-28T09:03:46.660Z' },
      merkleRoot: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      findings: [
        { code: 'sequence-gap', strength: 'weak', spans: [{ from: 2, to: 3 }] },
        { code: 'revoked-message-absent', strength: 'shown', text: expect.stringContaining('gone') as unknown },
      ],
      rejected: [
        {
          code: 'json-syntax',
          part: { file: 'archive.jsonl' },
          offset: expect.any(Number) as unknown,
          reason: expect.stringContaining('not valid JSON') as unknown,
        },
      ],
    });
  });

  it('says that nothing was recognised, and why', async () => {
    const cli = await demoCli();
    const path = join(cli.folder, 'app.db');
    writeFileSync(path, 'SQLite format 3\u0000');
    const run = await cli.run('import', '--detect', path, '--json');
    expect(run.exitCode).toBe(3);
    expect(run.json()).toMatchObject({
      outcome: 'not-performed',
      sources: [],
      notRead: [{ code: 'file-is-database' }],
    });
  });

  it('a path that is not there is an input failure', async () => {
    const cli = await demoCli();
    const run = await cli.run('import', '--detect', join(cli.folder, 'absent'), '--json');
    expect(run.exitCode).toBe(4);
    expect(run.json()).toMatchObject({ code: 'io.not-found' });
  });
});

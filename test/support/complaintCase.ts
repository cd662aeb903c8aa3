/** A complaint about an agent's insult, on the command line: a case with a sealed medium, its chats imported. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Cli, type CliRun, demoCli } from './cli.ts';

/** 客户投诉 on 2026-11-20; the day before it is asked for. */
export const DAY = '2026-11-19';
export const AGENT = '客服小王';
export const GROUP = '客户服务一群';

const seconds = (time: string): number => new Date(time).getTime() / 1000;

interface Line {
  readonly at: string;
  readonly sender: string;
  readonly text: string;
}

/** Three are meant by 客户+投诉+辱骂 of this agent on this day; the others are near misses. */
const LINES: readonly Line[] = [
  { at: `${DAY}T08:59:00`, sender: 'wang', text: '早上好' },
  { at: `${DAY}T09:10:00`, sender: 'wang', text: '客户又来投诉，还辱骂我' },
  { at: `${DAY}T09:12:00`, sender: 'li', text: '客户投诉说你辱骂他' },
  { at: `${DAY}T10:00:00`, sender: 'wang', text: '客户要投诉' },
  { at: `${DAY}T14:20:00`, sender: 'wang', text: '投诉的客户说我辱骂他，没有的事' },
  { at: `${DAY}T23:59:59`, sender: 'wang', text: '客户辱骂后撤回投诉' },
  { at: '2026-11-20T00:00:00', sender: 'wang', text: '客户正式投诉辱骂' },
  { at: '2026-11-18T23:59:59', sender: 'wang', text: '前一天：客户投诉辱骂' },
];
export const MEANT = ['客户又来投诉，还辱骂我', '投诉的客户说我辱骂他，没有的事', '客户辱骂后撤回投诉'] as const;

export interface ComplaintCase {
  readonly cli: Cli;
  /** As one person, or with a witness; the answer's JSON. */
  as(operator: string, witness: string | null, ...words: readonly string[]): Promise<CliRun>;
}

export async function complaintCase(): Promise<ComplaintCase> {
  const cli = await demoCli();
  const source = join(cli.folder, '客服群.json');
  writeFileSync(source, chatlab(GROUP, LINES));
  const elsewhere = join(cli.folder, '内部群.json');
  writeFileSync(
    elsewhere,
    chatlab('内部讨论', [{ at: `${DAY}T11:00:00`, sender: 'wang', text: '客户投诉辱骂，内部说说' }]),
  );
  await done(cli.as('operator', null, 'case', 'create', '--number', '2026-T1', '--title', '客户投诉案'));
  await done(cli.as('operator', null, 'import', '--case', '2026-T1', source, elsewhere));
  return { cli, as: cli.as };
}

/** A medium with its seal record and the photographs before and after. */
export async function sealedMedium({ cli }: ComplaintCase): Promise<void> {
  const photo = join(cli.folder, '封条.png');
  writeFileSync(photo, PNG);
  const exhibit = ['--case', '2026-T1'];
  await done(cli.as('operator', null, 'exhibit', 'add', ...exhibit, '--number', 'A-1', '--name', '移动硬盘'));
  await done(cli.as('operator', null, 'exhibit', 'photo', 'A-1', photo, ...exhibit, '--stage', 'before-seal'));
  await done(cli.as('operator', 'witness', 'exhibit', 'seal', 'A-1', ...exhibit, '--seal-number', 'F-1'));
  await done(cli.as('operator', null, 'exhibit', 'photo', 'A-1', photo, ...exhibit, '--stage', 'after-seal'));
}

export const NEW_REQUEST = [
  ...['request', 'new', '--case', '2026-T1', '--basis', '授权书 2026-31', '--cause', '客户投诉辱骂'],
  ...['--necessity', '只涉及被投诉客服投诉前一日', '--purpose', '内部处理', '--recipient-unit', '法务部'],
  ...['--recipient-person', '林静怡', '--retention', '结案后三年', '--conversation', GROUP, '--person', AGENT],
  ...['--from', DAY, '--to', DAY],
];

/** The steps from the form to the grant; hands back its id. */
export async function granted(at: ComplaintCase, users: readonly string[] = ['operator:legal', 'legal:legal']) {
  const { cli } = at;
  const signature = join(cli.folder, '同意书.p7s');
  writeFileSync(signature, 'signed by the data subject');
  await done(cli.as('operator', null, ...NEW_REQUEST));
  await done(cli.as('superior', null, 'request', 'approve', '1', '--opinion', '同意'));
  const consent = ['--subject', '王某某', '--document', '居民身份证 11010519491231002X', '--signed-at', '2026-11-23'];
  await done(cli.as('operator', null, 'request', 'consent', '1', ...consent, '--signature', signature));
  const issue = ['request', 'grant', '1', '--hours', '24', '--user', ...users];
  return (await done(cli.as('legal', null, ...issue)))['grantId'] as string;
}

export async function executed(at: ComplaintCase): Promise<string> {
  const grantId = await granted(at);
  await done(at.cli.as('operator', 'witness', 'request', 'execute', '1'));
  return grantId;
}

/** The answer's JSON; fails the test with what was said when it is not done. */
export async function done(run: Promise<CliRun>): Promise<Record<string, unknown>> {
  const ended = await run;
  expect(ended.exitCode, ended.stderr).toBe(0);
  return ended.json();
}

function chatlab(group: string, lines: readonly Line[]): string {
  const names: Readonly<Record<string, string>> = { wang: AGENT, li: '客服小李' };
  return JSON.stringify({
    chatlab: { version: '0.0.1', exportedAt: seconds(`${DAY}T12:00:00`) },
    meta: { name: group, platform: 'wecom', type: 'group', groupId: group },
    members: Object.entries(names).map(([platformId, accountName]) => ({ platformId, accountName })),
    messages: lines.map(({ at, sender, text }) => ({
      sender,
      accountName: names[sender],
      timestamp: seconds(at),
      type: 0,
      content: text,
    })),
  });
}

/** One white pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

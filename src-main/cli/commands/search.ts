/** search: one query under one grant. */
import type { Command } from 'commander';
import { type SearchHit, searchModes } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { type CliSession, withSession } from '../context.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { timeText } from './intake.ts';
import { done } from './station.ts';

interface SearchFlags {
  readonly grant: string;
  readonly from?: string;
  readonly to?: string;
  readonly person?: string;
  readonly group?: string;
  readonly conversation?: string;
  readonly type?: string;
  readonly mode: string;
  readonly limit: string;
  readonly offset: string;
}

/** As many as one call hands out. */
const PAGE = 500;

export function registerSearch(program: Command, perform: Perform, say: Say): void {
  program
    .command('search [query]')
    .description(say('cli.search'))
    .requiredOption('--grant <grant>', say('cli.option.grant'))
    .option('--from <time>', say('cli.option.from'))
    .option('--to <time>', say('cli.option.to'))
    .option('--person <name>', say('cli.option.person'))
    .option('--group <name>', say('cli.option.group'))
    .option('--conversation <name>', say('cli.option.conversation'))
    .option('--type <type>', say('cli.option.type'))
    .option('--mode <exact|word|homophone|fuzzy>', say('cli.option.mode'), 'exact')
    .option('--limit <n>', say('cli.option.limit'), '50')
    .option('--offset <n>', say('cli.option.offset'), '0')
    .action(async (query: string | undefined, flags: SearchFlags, command: Command) =>
      perform(command, (context) => withSession(context, (session) => search(session, query ?? '', flags))),
    );
}

async function search(session: CliSession, query: string, flags: SearchFlags): Promise<CommandResult> {
  const { gateway, context, t } = session;
  const { grant: grantId } = flags;
  const limit = wholeNumber(flags.limit);
  const offset = wholeNumber(flags.offset);
  const mode = searchModes.find((one) => one === flags.mode);
  if (mode === undefined) throw new RefusedError('cli.unknown-mode', { mode: flags.mode });
  const { resultId } = await gateway.call('search.open', {
    grantId,
    query: withFilters(query, flags),
    mode,
    order: 'oldest-first',
    zoneOffsetMinutes: -new Date(context.clock.now()).getTimezoneOffset(),
    limit: 1,
  });
  const hits: SearchHit[] = [];
  while (hits.length < limit) {
    const wanted = Math.min(PAGE, limit - hits.length);
    const page = await gateway.call('search.rows', { grantId, resultId, offset: offset + hits.length, limit: wanted });
    hits.push(...page.hits);
    if (page.hits.length < wanted) break;
  }
  let state = await gateway.call('search.state', { grantId, resultId });
  while (!state.complete) {
    await context.sleep(20);
    state = await gateway.call('search.state', { grantId, resultId });
  }
  return done({ total: state.found, hits }, [
    t('cli.searchTotal', { total: state.found }),
    ...hits.map(({ id, at, conversation, sender, text }) => [id, timeText(at), conversation, sender, text].join('\t')),
  ]);
}

/** The flags say the same as the query's own filters. */
function withFilters(query: string, { from, to, person, group, conversation, type }: SearchFlags): string {
  const named = { person, group, conversation, type };
  const filters = Object.entries(named).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (/["“”「」＂]/u.test(value)) throw new RefusedError('cli.quote-in-filter', { value });
    return [`${name === 'conversation' ? 'group' : name}:"${value}"`];
  });
  if (from !== undefined || to !== undefined) filters.push(`time:"${from ?? ''}..${to ?? ''}"`);
  if (filters.length === 0) return query;
  return query.trim() === '' ? filters.join(' ') : `(${query}) ${filters.join(' ')}`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RefusedError('cli.not-a-number', { text });
  return Number(text);
}

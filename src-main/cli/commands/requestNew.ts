/** request new: fills in the form of a retrieval, submits it with the requester's signature. */
import type { Command } from 'commander';
import { type RequestInput, requestInput, type ScopeChoices } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { type CliSession, withSession } from '../context.ts';
import { parseLocalTime } from '../localTime.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { findCase } from './cases.ts';
import { signing } from './findRequest.ts';
import { done } from './station.ts';

export interface ScopeFlags {
  readonly conversation?: string[];
  readonly person?: string[];
  readonly type?: string[];
  readonly from?: string;
  readonly to?: string;
}

interface NewFlags extends ScopeFlags {
  readonly case: string;
  readonly unit?: string;
  readonly basisKind: RequestInput['basisKind'];
  readonly basis: string;
  readonly cause: string;
  readonly objects?: string;
  readonly necessity: string;
  readonly sensitive?: true;
  readonly minors?: true;
  readonly purpose: string;
  readonly recipientUnit: string;
  readonly recipientPerson: string;
  readonly retention: string;
  readonly method?: string;
  readonly deidentify?: true;
  readonly integrity?: string;
  readonly secondApprover?: string;
}

export function registerRequestNew(requests: Command, perform: Perform, say: Say): void {
  const command = requests
    .command('new')
    .description(say('cli.request.new'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .option('--unit <name>', say('cli.option.unit'))
    .option('--basis-kind <law|notice|authorisation|pipl-13>', say('cli.option.basisKind'), 'authorisation')
    .requiredOption('--basis <text>', say('cli.option.basis'))
    .requiredOption('--cause <text>', say('cli.option.cause'))
    .option('--objects <text>', say('cli.option.objects'))
    .requiredOption('--necessity <text>', say('cli.option.necessity'))
    .option('--sensitive', say('cli.option.sensitive'))
    .option('--minors', say('cli.option.minors'))
    .requiredOption('--purpose <text>', say('cli.option.purpose'))
    .requiredOption('--recipient-unit <name>', say('cli.option.recipientUnit'))
    .requiredOption('--recipient-person <name>', say('cli.option.recipientPerson'))
    .requiredOption('--retention <text>', say('cli.option.retention'))
    .option('--method <text>', say('cli.option.retrievalMethod'))
    .option('--deidentify', say('cli.option.deidentify'))
    .option('--integrity <text>', say('cli.option.integrity'))
    .option('--second-approver <user>', say('cli.option.secondApprover'));
  scopeOptions(command, say).action(async (flags: NewFlags, self: Command) =>
    perform(self, (context) => withSession(context, (session) => newRequest(session, flags))),
  );
}

/** What bounds a request or a grant; the same flags for both. */
export function scopeOptions(command: Command, say: Say): Command {
  return command
    .option('--conversation <name...>', say('cli.option.conversation'))
    .option('--person <name...>', say('cli.option.person'))
    .option('--type <type...>', say('cli.option.type'))
    .option('--from <time>', say('cli.option.from'))
    .option('--to <time>', say('cli.option.to'));
}

async function newRequest(session: CliSession, flags: NewFlags): Promise<CommandResult> {
  const { gateway, t } = session;
  const { id: caseId } = await findCase(session, flags.case);
  const choices = await gateway.call('request.choices', { caseId });
  const scope = scopeOf(flags, choices);
  const status = await gateway.call('station.status', {});
  const named = [...(flags.conversation ?? []), ...(flags.person ?? [])].join('、');
  const form = requestInput.parse({
    caseId,
    unit: flags.unit ?? status.organisation ?? '',
    basisKind: flags.basisKind,
    basis: flags.basis,
    cause: flags.cause,
    objects: flags.objects ?? (named === '' ? t('cli.wholeCase') : named),
    scope,
    necessity: flags.necessity,
    sensitive: flags.sensitive === true,
    minors: flags.minors === true,
    purpose: flags.purpose,
    recipientUnit: flags.recipientUnit,
    recipientPerson: flags.recipientPerson,
    retention: flags.retention,
    method: flags.method ?? t('cli.defaultMethod'),
    deidentify: flags.deidentify === true,
    integrityMethod: flags.integrity ?? t('cli.defaultIntegrity'),
    secondApprover: flags.secondApprover ?? null,
  });
  const { id } = await gateway.call('request.create', form);
  const request = await gateway.call('request.submit', { id, ...(await signing(session)) });
  return done({ request }, [t('cli.requestSubmitted', { number: request.registerNumber, id })]);
}

/** Names as in the sources, or ids; a name that several have means all of them. */
export function scopeOf(flags: ScopeFlags, { conversations, people }: ScopeChoices): RequestInput['scope'] {
  return {
    conversations: idsOf(flags.conversation, 'conversation', conversations),
    senders: idsOf(flags.person, 'person', people),
    types: flags.type ?? null,
    from: flags.from === undefined ? null : parseLocalTime(flags.from, 'start'),
    to: flags.to === undefined ? null : parseLocalTime(flags.to, 'end'),
  };
}

interface Named {
  readonly id: number;
  readonly name: string;
  readonly account?: string;
}

function idsOf(names: readonly string[] | undefined, kind: string, choices: readonly Named[]): number[] | null {
  if (names === undefined) return null;
  const ids = names.flatMap((wanted) => {
    const found = choices.filter(
      ({ id, name, account }) => name === wanted || account === wanted || String(id) === wanted,
    );
    if (found.length === 0) throw new RefusedError('cli.nobody-named', { kind, name: wanted });
    return found.map(({ id }) => id);
  });
  return [...new Set(ids)];
}

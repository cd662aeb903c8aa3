/** request: new · approve · refuse · consent · withhold · emergency · task · grant · execute · review · release · close. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ConsentInput, type RequestDetail, TASKS } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { type CliSession, holdCeremony, withSession } from '../context.ts';
import { parseLocalTime } from '../localTime.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { findCase } from './cases.ts';
import { findRequest, signing } from './findRequest.ts';
import { registerRequestGrant } from './grants.ts';
import { registerRequestNew } from './requestNew.ts';
import { done } from './station.ts';

export function registerRequests(program: Command, perform: Perform, say: Say): void {
  const requests = program.command('request').description(say('cli.request'));

  /** A step on one request; `take` hands back how it stands afterwards. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- only the caller knows its options
  function step<Flags>(
    command: Command,
    take: (session: CliSession, id: string, flags: Flags) => Promise<RequestDetail>,
  ) {
    command.action(async (wanted: string, flags: Flags, self: Command) =>
      perform(self, (context) =>
        withSession(context, async (session) => {
          const { id } = await findRequest(session, wanted);
          return shown(session, await take(session, id, flags));
        }),
      ),
    );
  }
  const command = (name: Parameters<typeof say>[0], usage: string): Command =>
    requests.command(usage).description(say(name));

  registerRequestNew(requests, perform, say);
  for (const [verb, decision] of [
    ['approve', 'approved'],
    ['refuse', 'refused'],
  ] as const) {
    step<{ opinion: string }>(
      command(`cli.request.${verb}`, `${verb} <request>`).requiredOption('--opinion <text>', say('cli.option.opinion')),
      async (session, id, { opinion }) =>
        session.gateway.call('request.decide', { id, decision, opinion, ...(await signing(session)) }),
    );
  }
  step<ConsentFlags>(
    command('cli.request.consent', 'consent <request>')
      .requiredOption('--subject <name>', say('cli.option.subject'))
      .option('--document <text>', say('cli.option.idDocument'))
      .option('--signature <file>', say('cli.option.signatureFile'))
      .option('--signed-at <time>', say('cli.option.signedAt'))
      .option('--legal-basis <article>', say('cli.option.legalBasis'))
      .option('--reference <text>', say('cli.option.reference'), '')
      .option('--explanation <text>', say('cli.option.explanation')),
    async (session, id, flags) => {
      const consent = consentOf(flags);
      return session.gateway.call('request.consent', { id, consent, ...(await signing(session)) });
    },
  );
  step<{ subject: string; reason: string }>(
    command('cli.request.withhold', 'withhold <request>')
      .requiredOption('--subject <name>', say('cli.option.subject'))
      .requiredOption('--reason <text>', say('cli.option.reason')),
    (session, id, flags) => session.gateway.call('request.withhold', { id, ...flags }),
  );
  step<{ reason: string; technical: string; legal: string; service: string }>(
    command('cli.request.emergency', 'emergency <request>')
      .requiredOption('--reason <text>', say('cli.option.reason'))
      .requiredOption('--technical <user>', say('cli.option.technical'))
      .requiredOption('--legal <user>', say('cli.option.legal'))
      .requiredOption('--service <user>', say('cli.option.service')),
    (session, id, { reason, ...owners }) => session.gateway.call('request.emergency', { id, reason, owners }),
  );
  step<{ task: string; report: string }>(
    command('cli.request.task', 'task <request>')
      .requiredOption(`--task <${TASKS.join('|')}>`, say('cli.option.task'))
      .requiredOption('--report <text>', say('cli.option.report')),
    (session, id, { task: wanted, report }) => {
      const task = TASKS.find((one) => one === wanted);
      if (task === undefined) throw new RefusedError('request.task-not-open', { task: wanted });
      return session.gateway.call('request.task', { id, task, report });
    },
  );
  registerRequestGrant(requests, perform, say);
  step(command('cli.request.execute', 'execute <request>'), async (session, id) => {
    const { grantId } = await session.gateway.call('request.get', { id });
    const { ceremonyId } = await holdCeremony(session, 'retrieval.execute', { requestId: id, grantId });
    return session.gateway.call('request.execute', { id, ceremonyId });
  });
  step<{ opinion: string; reject?: true }>(
    command('cli.request.review', 'review <request>')
      .requiredOption('--opinion <text>', say('cli.option.opinion'))
      .option('--reject', say('cli.option.reject')),
    async (session, id, { opinion, reject }) => {
      const decision = reject === true ? 'rejected' : 'passed';
      return session.gateway.call('request.review', { id, decision, opinion, ...(await signing(session)) });
    },
  );
  step<{ note: string }>(
    command('cli.request.release', 'release <request>').option('--note <text>', say('cli.option.notes'), ''),
    async (session, id, { note }) => session.gateway.call('request.release', { id, note, ...(await signing(session)) }),
  );
  step<{ receipt: string }>(
    command('cli.request.close', 'close <request>').requiredOption('--receipt <text>', say('cli.option.receipt')),
    (session, id, { receipt }) => session.gateway.call('request.close', { id, receipt }),
  );
  registerReading(requests, perform, say);
}

function registerReading(requests: Command, perform: Perform, say: Say): void {
  requests
    .command('list')
    .description(say('cli.request.list'))
    .option('--case <case>', say('cli.option.case'))
    .action(async (flags: { case?: string }, self: Command) =>
      perform(self, (context) =>
        withSession(context, async (session) => {
          const caseId = flags.case === undefined ? null : (await findCase(session, flags.case)).id;
          const page = await session.gateway.call('request.list', { caseId, offset: 0, limit: 1000 });
          return done(
            page,
            page.requests.map(({ registerNumber, state, requesterName, cause }) =>
              [registerNumber, session.t(`retrieval.state.${state}`), requesterName, cause].join('\t'),
            ),
          );
        }),
      ),
    );
  requests
    .command('show <request>')
    .description(say('cli.request.show'))
    .action(async (wanted: string, _flags: unknown, self: Command) =>
      perform(self, (context) =>
        withSession(context, async (session) => {
          const request = await findRequest(session, wanted);
          const compliance = await session.gateway.call('request.compliance', { id: request.id });
          const { facts, lines } = shown(session, request);
          const missing = compliance.flatMap(({ present, item }) => (present ? [] : [item]));
          return done({ ...facts, compliance }, [
            ...lines,
            ...missing.map((item) => session.t(`retrieval.missing.${item}`)),
          ]);
        }),
      ),
    );
}

function shown({ t }: CliSession, request: RequestDetail): CommandResult {
  const { registerNumber, state, events, tasks, grantId } = request;
  return done({ request }, [
    t('cli.requestStands', { number: registerNumber, state: t(`retrieval.state.${state}`) }),
    ...events.map(({ step, by, note }) => [t(`retrieval.step.${step}`), by, note].join('\t')),
    ...tasks.map(({ task, doneAt, overdue }) =>
      [t(`retrieval.task.${task}`), t(doneAt === null ? 'cli.taskOpen' : 'cli.taskDone'), overdue ? '!' : ''].join(
        '\t',
      ),
    ),
    ...(grantId === null ? [] : [t('cli.requestGrant', { id: grantId })]),
  ]);
}

interface ConsentFlags {
  readonly subject: string;
  readonly document?: string;
  readonly signature?: string;
  readonly signedAt?: string;
  readonly legalBasis?: string;
  readonly reference: string;
  readonly explanation?: string;
}

function consentOf(flags: ConsentFlags): ConsentInput {
  const { subject, document, signature, signedAt, legalBasis, reference, explanation } = flags;
  if (legalBasis !== undefined && explanation !== undefined) {
    return { kind: 'legal-basis', subject, article: legalBasis, reference, explanation };
  }
  if (document === undefined || signature === undefined || signedAt === undefined) {
    throw new RefusedError('cli.consent-incomplete');
  }
  return {
    kind: 'consent',
    subject,
    document,
    signedAt: parseLocalTime(signedAt, 'start'),
    signatureFile: resolve(signature),
  };
}

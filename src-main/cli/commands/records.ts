/** record: one record with its proof. mark: a label and a note on it. */
import type { Command } from 'commander';
import { MARK_LABELS } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { withSession } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { done } from './station.ts';

export function registerRecords(program: Command, perform: Perform, say: Say): void {
  program
    .command('record <id>')
    .description(say('cli.record'))
    .requiredOption('--grant <grant>', say('cli.option.grant'))
    .action(async (id: string, { grant: grantId }: { grant: string }, self: Command) =>
      perform(self, (context) =>
        withSession(context, async ({ gateway, t }) => {
          const record = await gateway.call('record.get', { grantId, messageId: recordId(id) });
          const { proof, rawVerdict, rawSha256, text } = record;
          const outcome: Outcome = [rawVerdict, proof.verdict].includes('mismatched') ? 'mismatched' : proof.verdict;
          return {
            outcome,
            facts: { record },
            lines: [text, `sha256  ${rawSha256}`, `root  ${proof.merkleRoot}`, t(`verdict.${proof.verdict}`)],
          };
        }),
      ),
    );

  program
    .command('mark <id>')
    .description(say('cli.mark'))
    .requiredOption('--grant <grant>', say('cli.option.grant'))
    .requiredOption(`--label <${MARK_LABELS.join('|')}>`, say('cli.option.label'))
    .option('--note <text>', say('cli.option.note'), '')
    .action(async (id: string, flags: { grant: string; label: string; note: string }, self: Command) =>
      perform(self, (context) =>
        withSession(context, async ({ gateway }) => {
          const label = MARK_LABELS.find((one) => one === flags.label);
          if (label === undefined) throw new RefusedError('cli.unknown-label', { labels: MARK_LABELS.join(', ') });
          const { grant: grantId, note } = flags;
          const mark = await gateway.call('mark.add', { grantId, messageId: recordId(id), label, note });
          return done({ mark }, [[mark.messageId, label, note].join('\t')]);
        }),
      ),
    );
}

function recordId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new RefusedError('cli.not-a-number', { text });
  return Number(text);
}

/** What every command is given: where the station is, how to speak, and the door to the engine. */
import type { Language } from '../../src-preload/contract/catalogue.ts';
import { type MessageKey, message, type Values } from '../../src-preload/contract/catalogue.ts';
import type { Act } from '../../src-preload/contract/index.ts';
import { type Bench, openBench } from '../engine/bench.ts';
import type { Clock } from '../engine/lib/index.ts';
import { RefusedError } from '../engine/lib/index.ts';
import { type Gateway, openGateway } from '../gateway/gateway.ts';
import { createProofSource, type ProofSource } from './secrets.ts';
import type { Terminal } from './terminal.ts';

export interface CliContext {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly clock: Clock;
  readonly quiet: boolean;
  readonly home: string;
  readonly as: string | undefined;
  readonly witness: string | undefined;
  readonly secrets: string | undefined;
  readonly secretsFd: number | undefined;
  readonly version: string;
  sleep(ms: number): Promise<void>;
}

/** One command's hold on the engine: closed when the command ends, however it ends. */
export interface CliSession {
  readonly bench: Bench;
  readonly gateway: Gateway;
  readonly proofs: ProofSource;
  readonly context: CliContext;
  t(key: MessageKey, values?: Values): string;
}

export async function withEngine<T>(context: CliContext, work: (session: CliSession) => Promise<T>): Promise<T> {
  const bench = openBench({
    home: context.home,
    clock: context.clock,
    version: context.version,
    runtime: { electron: null, node: process.versions.node, development: false },
    printer: null,
  });
  const gateway = openGateway(bench, null);
  try {
    const proofs = createProofSource({
      ...context,
      lastUsedStep: (username) => bench.station.lastCodeStep(username),
    });
    return await work({ bench, gateway, proofs, context, t: (key, values) => message(context.language, key, values) });
  } finally {
    await gateway.close();
  }
}

/** As `withEngine`, signed in as `--as`. */
export async function withSession<T>(context: CliContext, work: (session: CliSession) => Promise<T>): Promise<T> {
  return withEngine(context, async (session) => {
    if (context.as === undefined) throw new RefusedError('cli.as-needed');
    await session.gateway.call('session.signIn', await session.proofs.proofOf(context.as));
    return work(session);
  });
}

export interface ProvenCeremony {
  readonly ceremonyId: string;
  /** For `seal-export`: each person's half of the passphrase. */
  readonly halves: { readonly operator: string; readonly witness: string };
}

/** Dual control from the command line: both people prove for exactly these parameters. */
export async function holdCeremony(
  { gateway, proofs, context, t }: CliSession,
  act: Act,
  parameters: Readonly<Record<string, unknown>>,
): Promise<ProvenCeremony> {
  if (context.as === undefined) throw new RefusedError('cli.as-needed');
  if (context.witness === undefined) throw new RefusedError('cli.witness-needed', { act });
  const opened = await gateway.call('ceremony.open', { act, parameters });
  if (!context.quiet) {
    context.terminal.err(`${t('cli.ceremony', { digest: opened.digest })}\n${opened.parametersText}\n`);
  }
  const halves = { operator: '', witness: '' };
  for (const side of ['operator', 'witness'] as const) {
    const proof = await proofs.proofOf(side === 'operator' ? context.as : context.witness);
    const answer = await gateway.call('ceremony.prove', { id: opened.id, side, ...proof });
    halves[side] = answer.passphraseHalf ?? '';
  }
  return { ceremonyId: opened.id, halves };
}

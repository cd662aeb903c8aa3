/**
 * Where the command line gets passwords and one-time codes: a secrets file of mode 0600, a file descriptor, or the
 * terminal. Never an argument, never the environment: both can be read by others on the machine.
 */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../../src-preload/contract/catalogue.ts';
import { message } from '../../src-preload/contract/catalogue.ts';
import type { Clock } from '../engine/lib/index.ts';
import { EvidenceError, RefusedError } from '../engine/lib/index.ts';
import { STEP_SECONDS, totpCode } from '../engine/station/index.ts';
import type { Terminal } from './terminal.ts';

const secretsFile = z.record(z.string(), z.object({ password: z.string(), totpSecret: z.string() }));
type Secrets = z.infer<typeof secretsFile>;

export interface Proof {
  readonly username: string;
  readonly password: string;
  readonly code: string;
}

export interface ProofSource {
  /** Waits for the next code when the present one was used already; says so on standard error. */
  proofOf(username: string): Promise<Proof>;
  password(username: string): Promise<string>;
}

export interface ProofSourceOptions {
  readonly secrets: string | undefined;
  readonly secretsFd: number | undefined;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly clock: Clock;
  /** Last 30 s step for which this person's code was accepted; codes work once. */
  lastUsedStep(username: string): number;
  sleep(ms: number): Promise<void>;
}

export function createProofSource(options: ProofSourceOptions): ProofSource {
  const { terminal, language } = options;
  const stored = readSecrets(options);

  async function ask(username: string, key: 'cli.ask.password' | 'cli.ask.code'): Promise<string> {
    if (!terminal.ask) throw new RefusedError('cli.no-secrets', { username });
    return terminal.ask(message(language, key, { username }), true);
  }

  async function codeFromSeed(username: string, seed: string): Promise<string> {
    const firstFresh = options.lastUsedStep(username) + 1;
    let step = Math.floor(options.clock.now() / 1000 / STEP_SECONDS);
    // The step before the present one is still accepted, so two acts in a row need not wait.
    const oldestAccepted = Math.max(step - 1, firstFresh);
    if (oldestAccepted <= step) return totpCode(seed, oldestAccepted);
    terminal.err(`${message(language, 'cli.waitingForCode', { username })}\n`);
    while (step < firstFresh) {
      await options.sleep(500);
      step = Math.floor(options.clock.now() / 1000 / STEP_SECONDS);
    }
    return totpCode(seed, firstFresh);
  }

  return {
    async password(username) {
      return stored?.[username]?.password ?? (await ask(username, 'cli.ask.password'));
    },
    async proofOf(username) {
      const own = stored?.[username];
      if (own) return { username, password: own.password, code: await codeFromSeed(username, own.totpSecret) };
      return { username, password: await ask(username, 'cli.ask.password'), code: await ask(username, 'cli.ask.code') };
    },
  };
}

function readSecrets(options: ProofSourceOptions): Secrets | null {
  if (options.secretsFd !== undefined)
    return parseSecrets(readFileSync(options.secretsFd, 'utf8'), `fd ${options.secretsFd}`);
  if (options.secrets === undefined) return null;
  const descriptor = openSync(options.secrets, 'r');
  try {
    // Asked of the open file, so that it cannot be exchanged between the check and the reading.
    const mode = fstatSync(descriptor).mode & 0o777;
    if (mode !== 0o600) throw new RefusedError('cli.secrets-mode', { path: options.secrets, mode: mode.toString(8) });
    return parseSecrets(readFileSync(descriptor, 'utf8'), options.secrets);
  } finally {
    closeSync(descriptor);
  }
}

function parseSecrets(text: string, place: string): Secrets {
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch {
    // The parser's own message could quote a secret.
    throw new EvidenceError('cli.secrets-format', { path: place });
  }
}

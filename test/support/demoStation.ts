/** A demo station made once a test file with a cheap password cost, and a fresh copy of it for every test. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Clock, type UtcMs, utcMs } from '../../src-main/engine/lib/index.ts';
import { createDemoStation, openStation, type Station, totpCode } from '../../src-main/engine/station/index.ts';

/** As little as Argon2 allows: what these tests check is not how long a guess takes. */
export const CHEAP = { memoryKib: 64, passes: 1, lanes: 1 };

/** A wall clock and an uptime that move only when told. */
export interface HandClock extends Clock {
  at: UtcMs;
  uptime: number;
  /** Time goes by. */
  pass(ms: number): void;
}

export function handClock(at = Date.UTC(2026, 10, 24, 4, 0, 0)): HandClock {
  return {
    at: utcMs(at),
    uptime: 5_000_000,
    now() {
      return this.at;
    },
    uptimeMs() {
      return this.uptime;
    },
    pass(ms) {
      this.at = utcMs(this.at + ms);
      this.uptime += ms;
    },
  };
}

export interface DemoHome {
  readonly home: string;
  readonly clock: HandClock;
  /** Opened anew each time; closed when the test ends. */
  open(): Station;
  password(username: string): string;
  /** Base32. */
  totpSecret(username: string): string;
  /** Of the present step, or of one before or after it. */
  code(username: string, stepsFromNow?: number): string;
  /** User name, password and a code that is fresh: half a minute passes first. */
  proof(username: string): [string, string, string];
}

let template: string | null = null;

export async function demoHome(): Promise<DemoHome> {
  const clock = handClock();
  template ??= await makeTemplate(clock);
  const home = join(mkdtempSync(join(tmpdir(), 'sealbench-station-')), 'home');
  onTestFinished(() => rmSync(join(home, '..'), { recursive: true, force: true }));
  cpSync(template, home, { recursive: true });
  clock.pass(60_000);

  const secrets = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as Readonly<
    Record<string, { readonly password: string; readonly totpSecret: string }>
  >;
  const secret = (username: string) => {
    const found = secrets[username];
    if (!found) throw new Error(`no such demo account: ${username}`);
    return found;
  };
  const code = (username: string, stepsFromNow = 0) =>
    totpCode(secret(username).totpSecret, Math.floor(clock.at / 30_000) + stepsFromNow);
  return {
    home,
    clock,
    open() {
      const station = openStation({ home, clock, version: '0.0.0', passwordCost: CHEAP });
      onTestFinished(() => station.close());
      return station;
    },
    password: (username) => secret(username).password,
    totpSecret: (username) => secret(username).totpSecret,
    code,
    proof(username) {
      clock.pass(30_000);
      return [username, secret(username).password, code(username)];
    },
  };
}

async function makeTemplate(clock: Clock): Promise<string> {
  const home = join(mkdtempSync(join(tmpdir(), 'sealbench-template-')), 'home');
  process.once('exit', () => rmSync(join(home, '..'), { recursive: true, force: true }));
  await createDemoStation({ home, clock, version: '0.0.0', passwordCost: CHEAP });
  return home;
}

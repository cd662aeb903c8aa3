/** Collects, per statement, whether it was checked and the first thing that was wrong. */
import type { Check, Verdict } from '../../../../src-preload/contract/index.ts';

/** The statements that are made about a log, in the order in which they are shown; each is `check.<name>`. */
export const LOG_CHECKS = [
  'log.bundle',
  'log.entries',
  'log.chain',
  'log.clock',
  'log.leaves',
  'log.nodes',
  'log.complete',
  'log.keys',
  'log.checkpoints',
  'log.signatures',
  'log.consistency',
  'log.proofs',
  'log.anchors',
] as const;
export type LogCheckName = (typeof LOG_CHECKS)[number];

export interface Fault {
  readonly code: string;
  readonly place: string;
  readonly expected?: string;
  readonly found?: string;
}

export interface Findings {
  /** The statement is being checked: without a fault it will count as matched. */
  performed(name: LogCheckName): void;
  fault(name: LogCheckName, fault: Fault): void;
  /** The statement holds, and this should be known of it. */
  remark(name: LogCheckName, code: string, found: string): void;
  /** What could not be looked at, and why; a fault found elsewhere in the same statement weighs more. */
  notPerformed(name: LogCheckName, code: string): void;
  report(): { readonly verdict: Verdict; readonly checks: Check[] };
}

export function collectFindings(subject: string): Findings {
  const found = new Map<LogCheckName, Check>();
  const set = (name: LogCheckName, verdict: Verdict, code: string | null, fault?: Partial<Fault>) =>
    found.set(name, {
      name,
      subject,
      verdict,
      expected: fault?.expected ?? null,
      found: fault?.found ?? null,
      code,
      place: fault?.place ?? null,
    });
  return {
    performed(name) {
      if (!found.has(name)) set(name, 'matched', null);
    },
    fault(name, fault) {
      if (found.get(name)?.verdict !== 'mismatched') set(name, 'mismatched', fault.code, fault);
    },
    remark(name, code, seen) {
      if (found.get(name)?.verdict === 'matched') set(name, 'matched', code, { found: seen });
    },
    notPerformed(name, code) {
      if (found.get(name)?.verdict !== 'mismatched') set(name, 'not-performed', code);
    },
    report() {
      const checks = LOG_CHECKS.map((name) => found.get(name)).filter((check) => check !== undefined);
      const has = (verdict: Verdict) => checks.some((check) => check.verdict === verdict);
      const verdict = has('mismatched') ? 'mismatched' : has('not-performed') ? 'not-performed' : 'matched';
      return { verdict, checks };
    },
  };
}

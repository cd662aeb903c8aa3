/** What was stated and whether it holds: the checks of one verification, and their common verdict. */
import type { Check, Verdict } from '../../../src-preload/contract/index.ts';

export type CheckFacts = Partial<Pick<Check, 'expected' | 'found' | 'place'>>;

export class CheckList {
  readonly checks: Check[] = [];

  /** `code` on a matched check is a remark: the statement holds, and something about it should be known. */
  matched(name: string, subject: string, facts: CheckFacts & { code?: string } = {}): void {
    this.add(name, subject, 'matched', facts.code ?? null, facts);
  }

  mismatched(name: string, subject: string, code: string, facts: CheckFacts = {}): void {
    this.add(name, subject, 'mismatched', code, facts);
  }

  /** `code` says what is missing. */
  notPerformed(name: string, subject: string, code: string, facts: CheckFacts = {}): void {
    this.add(name, subject, 'not-performed', code, facts);
  }

  addAll(checks: readonly Check[]): void {
    this.checks.push(...checks);
  }

  /** The worst of all: one mismatch outweighs everything, and nothing checked is nothing passed. */
  verdict(): Verdict {
    if (this.checks.some((check) => check.verdict === 'mismatched')) return 'mismatched';
    if (this.checks.length === 0 || this.checks.some((check) => check.verdict === 'not-performed')) {
      return 'not-performed';
    }
    return 'matched';
  }

  private add(name: string, subject: string, verdict: Verdict, code: string | null, facts: CheckFacts): void {
    const { expected = null, found = null, place = null } = facts;
    this.checks.push({ name, subject, verdict, expected, found, code, place });
  }
}

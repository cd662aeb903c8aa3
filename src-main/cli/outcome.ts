/** Outcomes and exit codes: the same three-valued honesty as on the screen. */
import type { WireError } from '../../src-preload/contract/index.ts';

export type Outcome = 'done' | 'matched' | 'mismatched' | 'refused' | 'not-performed' | 'incomplete' | 'failed';

/** 0 done or matched · 1 mismatched or refused · 2 wrong usage · 3 not performed or incomplete · 4 input/output failure. */
export const EXIT_CODES: Readonly<Record<Outcome, number>> = {
  done: 0,
  matched: 0,
  mismatched: 1,
  refused: 1,
  'not-performed': 3,
  incomplete: 3,
  failed: 4,
};

export const EXIT_USAGE = 2;

export interface CommandResult {
  readonly outcome: Outcome;
  /** Members of the one JSON object that `--json` prints. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What a person reads without `--json`. */
  readonly lines: readonly string[];
}

export function outcomeOf(error: WireError): Outcome {
  switch (error.kind) {
    case 'refused':
      return 'refused';
    case 'evidence':
      return 'not-performed';
    case 'io':
    case 'bug':
    case 'usage':
      return 'failed';
  }
}

export function exitCodeOf(error: WireError): number {
  return error.kind === 'usage' ? EXIT_USAGE : EXIT_CODES[outcomeOf(error)];
}

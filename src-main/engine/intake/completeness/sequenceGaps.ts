/** Holes in the source's own running numbers. */
import type { Message } from '../model.ts';
import type { Numbering } from '../reader.ts';
import { type Check, type Finding, MOST_FINDINGS, MOST_SPANS, type Span } from './finding.ts';

/** Numbers met, as runs of neighbours; numbers that come in order keep one run growing. */
class Runs {
  readonly #runs: { from: number; to: number }[] = [];

  add(number: number): void {
    const last = this.#runs.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else if (last === undefined || number < last.from || number > last.to)
      this.#runs.push({ from: number, to: number });
  }

  holes(): readonly Span[] {
    const sorted = [...this.#runs].sort((one, other) => one.from - other.from);
    const holes: Span[] = [];
    let reached: number | null = null;
    for (const { from, to } of sorted) {
      if (reached !== null && from > reached + 1) holes.push({ from: reached + 1, to: from - 1 });
      reached = reached === null ? to : Math.max(reached, to);
    }
    return holes;
  }
}

export function sequenceGaps(numbering: Numbering | null): Check {
  const scopes = new Map<string, Runs>();
  const whole = numbering?.scope === 'source';
  return {
    id: 'sequence-gaps',
    record({ sequence, conversation }: Message) {
      if (numbering === null || sequence === null) return;
      const key = whole ? '' : conversation;
      let runs = scopes.get(key);
      if (runs === undefined) {
        runs = new Runs();
        scopes.set(key, runs);
      }
      runs.add(sequence);
    },
    outcome() {
      if (numbering === null || scopes.size === 0)
        return { check: 'sequence-gaps', performed: false, why: 'no-numbers' };
      const findings: Finding[] = [];
      for (const [key, runs] of scopes) {
        const holes = runs.holes();
        if (holes.length > 0) findings.push(findingOf(whole ? null : key, holes, numbering));
      }
      findings.sort((one, other) => Number(other.details.missing) - Number(one.details.missing));
      return { check: 'sequence-gaps', performed: true, findings: findings.slice(0, MOST_FINDINGS) };
    },
  };
}

function findingOf(conversation: string | null, holes: readonly Span[], numbering: Numbering): Finding {
  const missing = holes.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const largest = [...holes].sort((one, other) => other.to - other.from - (one.to - one.from)).slice(0, MOST_SPANS);
  const [first] = largest;
  return {
    code: 'sequence-gap',
    strength: numbering.kind === 'consecutive' ? 'strong' : 'weak',
    conversation,
    details: { missing, gaps: holes.length, from: first?.from ?? 0, to: first?.to ?? 0 },
    spans: largest,
    places: [],
  };
}

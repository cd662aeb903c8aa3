/** What the source says about itself, against what was found. */
import type { Message } from '../model.ts';
import type { Declaration } from '../reader.ts';
import type { Check, Finding } from './finding.ts';

export function declaredCounts(): Check {
  const declared: Extract<Declaration, { kind: 'message-count' }>[] = [];
  const counted = new Map<string, number>();
  let total = 0;
  return {
    id: 'declared-counts',
    record({ conversation }: Message) {
      total += 1;
      counted.set(conversation, (counted.get(conversation) ?? 0) + 1);
    },
    declared(declaration) {
      if (declaration.kind === 'message-count') declared.push(declaration);
    },
    outcome() {
      if (declared.length === 0) return { check: 'declared-counts', performed: false, why: 'no-declaration' };
      const findings = declared.flatMap(({ conversation, count }): readonly Finding[] => {
        const found = conversation === null ? total : (counted.get(conversation) ?? 0);
        if (found === count) return [];
        const details = { declared: count, counted: found, difference: Math.abs(count - found) };
        return [{ code: 'count-differs', strength: 'strong', conversation, details, spans: [], places: [] }];
      });
      return { check: 'declared-counts', performed: true, findings };
    },
  };
}

/** Envelopes in which a source says that it is not whole. */
export function selfDeclaration(): Check {
  const declared: Extract<Declaration, { kind: 'completeness' }>[] = [];
  return {
    id: 'self-declaration',
    record() {},
    declared(declaration) {
      if (declaration.kind === 'completeness') declared.push(declaration);
    },
    outcome() {
      if (declared.length === 0) return { check: 'self-declaration', performed: false, why: 'no-declaration' };
      const findings = declared
        .filter(({ complete }) => !complete)
        .map(({ facts }): Finding => {
          const said = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
          const details = { facts: said.join(', ') };
          return {
            code: 'source-says-incomplete',
            strength: 'shown',
            conversation: null,
            details,
            spans: [],
            places: [],
          };
        });
      return { check: 'self-declaration', performed: true, findings };
    },
  };
}

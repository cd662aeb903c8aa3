/**
 * The circuit breaker's eye: everything that is shown under a grant passes here first. When more different people's
 * identifiers are shown than the rule allows, the grant is suspended before the records go out.
 */
import { sha256Of } from '../lib/index.ts';
import { findPersonalData, type Item } from './detectors/index.ts';

/** Versioned rule set. Distinct values a grant may show within a session; more where the request declared them. */
export const BREAKER_RULES = {
  id: 'breaker-2026-01',
  items: ['citizen-id', 'foreign-residence', 'travel-permit', 'passport', 'bank-card'],
  most: 20,
  mostDeclared: 200,
} as const satisfies {
  readonly id: string;
  readonly items: readonly Item[];
  readonly most: number;
  readonly mostDeclared: number;
};

export interface Breaker {
  /** Returns why the grant must be suspended, or null. `declared`: the request says that it concerns sensitive data. */
  see(grantId: string, declared: boolean, texts: readonly string[], today: Date): string | null;
  /** After a restoration the count begins anew. */
  forget(grantId: string): void;
}

export function openBreaker(): Breaker {
  /** Digests of the values seen under each grant: the values themselves are not kept. */
  const seen = new Map<string, Set<string>>();
  const watched: ReadonlySet<Item> = new Set(BREAKER_RULES.items);

  return {
    see(grantId, declared, texts, today) {
      const values = seen.get(grantId) ?? new Set<string>();
      seen.set(grantId, values);
      for (const text of texts) {
        for (const { item, value } of findPersonalData(text, today)) {
          if (watched.has(item)) values.add(sha256Of(`${item}\n${value}`));
        }
      }
      const most = declared ? BREAKER_RULES.mostDeclared : BREAKER_RULES.most;
      return values.size > most ? `${BREAKER_RULES.id}: ${values.size} > ${most}` : null;
    },
    forget: (grantId) => void seen.delete(grantId),
  };
}

/** All checks over one source, in one pass: what was checked, what was found, and what could not be checked and why. */
import type { Message, Place } from '../model.ts';
import type { Declaration, Numbering } from '../reader.ts';
import { danglingReferences } from './danglingReferences.ts';
import { declaredCounts, selfDeclaration } from './declarations.ts';
import { duplicates } from './duplicates.ts';
import type { Check, CheckOutcome } from './finding.ts';
import { order } from './order.ts';
import { sequenceGaps } from './sequenceGaps.ts';
import { silentHours } from './silentHours.ts';

export class CompletenessCheck {
  readonly #checks: readonly Check[];

  constructor(numbering: Numbering | null) {
    this.#checks = [
      sequenceGaps(numbering),
      danglingReferences(),
      declaredCounts(),
      selfDeclaration(),
      duplicates(),
      order(),
      silentHours(),
    ];
  }

  record(message: Message, place: Place): void {
    for (const check of this.#checks) check.record(message, place);
  }

  declared(declaration: Declaration): void {
    for (const check of this.#checks) check.declared?.(declaration);
  }

  outcomes(): readonly CheckOutcome[] {
    return this.#checks.map((check) => check.outcome());
  }
}

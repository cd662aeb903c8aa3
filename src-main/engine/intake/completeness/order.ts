/** Records that stand before or behind where their time belongs. Sources that go backwards are taken as they go. */
import type { Message, Place } from '../model.ts';
import { orderMs } from '../time/recordedTime.ts';
import { type Check, type Finding, MOST_FINDINGS, MOST_PLACES } from './finding.ts';

interface Direction {
  last: number;
  forwards: number;
  backwards: number;
  readonly forwardPlaces: Place[];
  readonly backwardPlaces: Place[];
}

export function order(): Check {
  const conversations = new Map<string, Direction>();
  return {
    id: 'order',
    record({ conversation, time }: Message, place: Place) {
      const at = orderMs(time);
      if (at === null) return;
      const known = conversations.get(conversation);
      if (known === undefined) {
        conversations.set(conversation, { last: at, forwards: 0, backwards: 0, forwardPlaces: [], backwardPlaces: [] });
        return;
      }
      if (at > known.last) {
        known.forwards += 1;
        if (known.forwardPlaces.length < MOST_PLACES) known.forwardPlaces.push(place);
      } else if (at < known.last) {
        known.backwards += 1;
        if (known.backwardPlaces.length < MOST_PLACES) known.backwardPlaces.push(place);
      }
      known.last = at;
    },
    outcome() {
      if (conversations.size === 0) return { check: 'order', performed: false, why: 'no-times' };
      const findings: Finding[] = [];
      for (const [conversation, { forwards, backwards, forwardPlaces, backwardPlaces }] of conversations) {
        const newestFirst = backwards > forwards;
        const count = Math.min(forwards, backwards);
        if (count === 0) continue;
        const places = newestFirst ? forwardPlaces : backwardPlaces;
        const details = { count, offset: places[0]?.offset ?? 0 };
        findings.push({ code: 'out-of-order', strength: 'weak', conversation, details, spans: [], places });
      }
      findings.sort((one, other) => Number(other.details.count) - Number(one.details.count));
      return { check: 'order', performed: true, findings: findings.slice(0, MOST_FINDINGS) };
    },
  };
}

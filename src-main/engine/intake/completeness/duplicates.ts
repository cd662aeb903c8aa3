/** The same message twice in one source: by its id, or, without one, by conversation, sender, time and text. */
import type { Message, Place } from '../model.ts';
import { type Check, MOST_PLACES } from './finding.ts';
import { Fingerprints } from './fingerprints.ts';

export function duplicates(): Check {
  const met = new Fingerprints();
  const places: Place[] = [];
  let count = 0;
  let records = 0;
  return {
    id: 'duplicates',
    record({ id, conversation, sender, time, text }: Message, place: Place) {
      records += 1;
      // Without id and time nothing tells a repeated word from a repeated record.
      if (id === null && time.recorded === '') return;
      const again = id === null ? met.add(conversation, sender ?? '', time.recorded, text) : met.add(conversation, id);
      if (!again) return;
      count += 1;
      if (places.length < MOST_PLACES) places.push(place);
    },
    outcome() {
      if (records === 0) return { check: 'duplicates', performed: false, why: 'too-little' };
      if (count === 0) return { check: 'duplicates', performed: true, findings: [] };
      const offset = places[0]?.offset ?? 0;
      return {
        check: 'duplicates',
        performed: true,
        findings: [
          { code: 'record-twice', strength: 'weak', conversation: null, details: { count, offset }, spans: [], places },
        ],
      };
    },
  };
}

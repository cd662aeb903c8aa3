/** Messages that are quoted or taken back and are not in the source. References may come before what they name. */
import type { Message, Place } from '../model.ts';
import { type Check, type Finding, MOST_FINDINGS, MOST_PLACES } from './finding.ts';
import { Fingerprints } from './fingerprints.ts';

interface Reference {
  readonly conversation: string;
  readonly id: string;
  readonly place: Place;
  readonly revoke: boolean;
}

/** References to what has not been met yet; more than this are only counted. */
const MOST_OPEN = 100_000;

export function danglingReferences(): Check {
  const met = new Fingerprints();
  const open: Reference[] = [];
  let ids = 0;
  let uncounted = 0;
  return {
    id: 'dangling-references',
    record({ id, conversation, parts }: Message, place: Place) {
      if (id !== null) {
        ids += 1;
        met.add(conversation, id);
      }
      for (const [target, revoke] of [
        [parts?.revoke?.id, true],
        [parts?.quote?.id, false],
      ] as const) {
        if (target === null || target === undefined || met.has(conversation, target)) continue;
        if (open.length < MOST_OPEN) open.push({ conversation, id: target, place, revoke });
        else uncounted += 1;
      }
    },
    outcome() {
      if (ids === 0) return { check: 'dangling-references', performed: false, why: 'no-ids' };
      const absent = new Map<string, Reference[]>();
      for (const reference of open) {
        const { conversation, id, revoke } = reference;
        if (met.has(conversation, id)) continue;
        const key = JSON.stringify([conversation, id, revoke]);
        absent.set(key, [...(absent.get(key) ?? []), reference].slice(0, MOST_PLACES));
      }
      const findings = [...absent.values()].flatMap(findingOf);
      findings.sort((one, other) => (one.strength === other.strength ? 0 : one.strength === 'shown' ? -1 : 1));
      const total = findings.length + uncounted;
      const told = findings
        .slice(0, MOST_FINDINGS)
        .map((finding) => ({ ...finding, details: { ...finding.details, total } }));
      return { check: 'dangling-references', performed: true, findings: told };
    },
  };
}

/** All references to one message that is not there. */
function findingOf(references: readonly Reference[]): readonly Finding[] {
  const [first] = references;
  if (!first) return [];
  const { conversation, id, place, revoke } = first;
  return [
    {
      code: revoke ? 'revoked-message-absent' : 'quoted-message-absent',
      // Who takes back a message had one; a quote may reach back before the export begins.
      strength: revoke ? 'shown' : 'weak',
      conversation,
      details: { id, offset: place.offset },
      spans: [],
      places: references.map((reference) => reference.place),
    },
  ];
}

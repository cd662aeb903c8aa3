/**
 * A session that ended without its end: killed, or the power failed. The next sign-in says so in the log, and names every
 * entry that began something and says not how it ended.
 */
import { canonicalJson, EvidenceError, type JsonValue } from '../lib/index.ts';
import type { StoredOperationLog } from '../oplog/index.ts';

type Entry = ReturnType<StoredOperationLog['entry']>;

const PAGE = 500;

/** Before the new session stands in the log. */
export function noteCutOff(log: StoredOperationLog): void {
  const found = lastCutOff(log);
  if (found === null) return;
  const { actor, ...subject } = found;
  log.append({ act: 'session.cut-off', outcome: 'failed', actor, witness: null, subject });
}

interface CutOff {
  readonly actor: string | null;
  /** Entry of the sign-in that no sign-out follows. */
  readonly signedIn: number;
  readonly unfinished: readonly number[];
}

/** Null where the last session has its end. */
function lastCutOff(log: StoredOperationLog): CutOff | null {
  const unfinished: number[] = [];
  const ended = new Set<string>();
  try {
    for (const entry of newestFirst(log)) {
      const { act, outcome, actor, index } = entry;
      if (act === 'session.sign-out' || act === 'station.init') return null;
      if (act === 'session.sign-in' && outcome === 'done') {
        return { actor, signedIn: index, unfinished: unfinished.reverse() };
      }
      const [place, work] = namesOf(entry);
      if (outcome !== 'begun') ended.add(place ?? work);
      else if (!ended.delete(`entry ${index}`) && !ended.delete(work)) unfinished.push(index);
    }
  } catch (thrown) {
    // A damaged log keeps nobody out: whoever signs in can have it verified, which names the place.
    if (!(thrown instanceof EvidenceError)) throw thrown;
  }
  return null;
}

function* newestFirst(log: StoredOperationLog): Iterable<Entry> {
  for (let offset = 0; ; offset += PAGE) {
    const { entries } = log.page({ act: null, actor: null, offset, limit: PAGE });
    if (entries.length === 0) return;
    yield* entries;
  }
}

/**
 * What ties the entry that ends a piece of work to the one that began it: the place of that one, where it is named
 * (`begunAt`), and what both say of the work and no other says at the same time.
 */
function namesOf({ act, text }: Entry): readonly [place: string | null, work: string] {
  const { subject } = JSON.parse(text) as { readonly subject: Readonly<Record<string, JsonValue>> };
  const { begunAt, ceremonyId = null, caseId = null, username = null, path = null } = subject;
  const work = canonicalJson([act, ceremonyId, caseId, username, path]);
  return [typeof begunAt === 'number' ? `entry ${begunAt}` : null, work];
}

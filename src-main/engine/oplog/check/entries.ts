/**
 * Reads entries one after the other, as a stranger would: each must be canonical, stand at its place, name the entry
 * before it by both hashes, and say truly how far the clock was behind. Grows the tree on the way and keeps its root
 * at the sizes that somebody asks for.
 */
import { canonicalJson, type JsonValue, sm3, toHex, utf8 } from '../../lib/index.ts';
import type { Findings } from './findings.ts';
import { parseVerifierKey, type VerifierKey } from './note.ts';
import { accumulateTree, hashLeaf } from './tree.ts';

const SCHEMA = 'sealbench/log-entry/v1';

/** A key that the log names; it may sign checkpoints larger than `namedAt`. */
export interface NamedKey extends VerifierKey {
  readonly namedAt: number;
}

export interface EntryReader {
  /** The next entry; `place` is where it was found. Returns its leaf hash. */
  entry(text: string, place: string, node?: NodeCompleted): Uint8Array;
  /** The next entry is withheld: only its leaf hash is known. */
  withheld(leaf: Uint8Array): void;
  size(): number;
  /** Root at each size asked for that was reached. */
  roots(): ReadonlyMap<number, Uint8Array>;
  root(): Uint8Array | null;
  keys(): readonly NamedKey[];
}

type NodeCompleted = (level: number, position: number, hash: Uint8Array) => void;
type Entry = { readonly [member: string]: JsonValue };

export function readEntries(findings: Findings, origin: string, sizesAskedFor: Iterable<number>): EntryReader {
  const wanted = new Set(sizesAskedFor);
  const tree = accumulateTree();
  const roots = new Map<number, Uint8Array>();
  const keys: NamedKey[] = [];
  let previousLeaf: Uint8Array | null = null;
  let previousSm3: string | null = null;
  let latestAt = Number.NEGATIVE_INFINITY;
  /** An entry in between was withheld: its time is not known. */
  let timeGap = false;

  function grow(leaf: Uint8Array, node?: NodeCompleted): void {
    tree.add(leaf, node);
    previousLeaf = leaf;
    if (wanted.has(tree.size())) roots.set(tree.size(), tree.root() as Uint8Array);
  }

  function checkChain(entry: Entry, place: string): void {
    const previous = entry.previous as { sha256?: JsonValue; sm3?: JsonValue } | null;
    const expected = previousLeaf && toHex(previousLeaf);
    if ((previous?.sha256 ?? null) !== expected) {
      findings.fault('log.chain', chainFault(place, expected, previous?.sha256));
    } else if (previousSm3 !== null && previous?.sm3 !== previousSm3) {
      findings.fault('log.chain', chainFault(place, previousSm3, previous?.sm3));
    }
  }

  function checkClock(entry: Entry, place: string): void {
    const at = Number(entry.at);
    const behindMs = Number(entry.behindMs ?? 0);
    const reached = at + behindMs;
    const told = timeGap ? reached >= latestAt : reached === Math.max(at, latestAt);
    if (!told) {
      const fault = {
        code: 'log.clock-untold',
        place,
        expected: `behindMs ${latestAt - at}`,
        found: `behindMs ${behindMs}`,
      };
      findings.fault('log.clock', fault);
    }
    latestAt = Math.max(latestAt, reached);
    timeGap = false;
  }

  function takeKey(entry: Entry, place: string): void {
    if (entry.act !== 'log.begin' && entry.act !== 'log.key') return;
    try {
      const text = (entry.subject as Entry).verifierKey;
      keys.push({ ...parseVerifierKey(shown(text)), namedAt: tree.size() });
    } catch {
      findings.fault('log.keys', { code: 'log.key-malformed', place });
    }
  }

  for (const name of ['log.entries', 'log.chain', 'log.clock', 'log.keys'] as const) findings.performed(name);

  return {
    entry(text, place, node) {
      const bytes = utf8(text);
      const entry = parseEntry(text);
      if (!entry) {
        findings.fault('log.entries', { code: 'log.entry-damaged', place });
      } else {
        const wrong = wrongMember(entry, tree.size(), origin);
        if (wrong) findings.fault('log.entries', { code: 'log.entry-damaged', place, ...wrong });
        checkChain(entry, place);
        checkClock(entry, place);
        takeKey(entry, place);
      }
      const leaf = hashLeaf(bytes);
      grow(leaf, node);
      previousSm3 = toHex(sm3(bytes));
      return leaf;
    },
    withheld(leaf) {
      grow(leaf);
      previousSm3 = null;
      timeGap = true;
    },
    size: tree.size,
    root: tree.root,
    roots: () => roots,
    keys: () => keys,
  };
}

/** Null when the text is not the canonical JSON (RFC 8785) of an object. */
function parseEntry(text: string): Entry | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return canonicalJson(value) === text ? (value as Entry) : null;
  } catch {
    return null;
  }
}

const MEMBERS: Readonly<Record<string, (value: JsonValue | undefined) => boolean>> = {
  schema: (value) => value === SCHEMA,
  index: Number.isSafeInteger,
  origin: isText,
  at: Number.isSafeInteger,
  time: isText,
  behindMs: (value) => value === undefined || (Number.isSafeInteger(value) && Number(value) > 0),
  previous: (value) => value === null || isObjectOf(value, ['sha256', 'sm3'], (part) => isHex(part, 64)),
  salt: (value) => isHex(value, 32),
  act: isText,
  outcome: isText,
  actor: (value) => value === null || isText(value),
  witness: (value) => value === null || isText(value),
  subject: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** The first member that is not what the format or the entry's place asks for. */
function wrongMember(
  entry: Entry,
  index: number,
  origin: string,
): { readonly expected: string; readonly found: string } | null {
  for (const [member, holds] of Object.entries(MEMBERS)) {
    if (!holds(entry[member])) return { expected: member, found: shown(entry[member]).slice(0, 80) };
  }
  const strange = Object.keys(entry).find((member) => !Object.hasOwn(MEMBERS, member));
  if (strange) return { expected: '', found: strange };
  if (entry.index !== index) return { expected: `index ${index}`, found: `index ${shown(entry.index)}` };
  if (entry.origin !== origin) return { expected: origin, found: shown(entry.origin) };
  if (Date.parse(shown(entry.time)) !== entry.at) {
    return { expected: `at ${shown(entry.at)}`, found: shown(entry.time) };
  }
  return null;
}

function chainFault(place: string, expected: string | null, found: JsonValue | undefined) {
  return { code: 'log.chain-broken', place, expected: expected ?? 'null', found: shown(found) };
}

/** As it stands in the entry, for the report. */
function shown(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string';
}

function isHex(value: JsonValue | undefined, digits: number): boolean {
  return typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value);
}

function isObjectOf(
  value: JsonValue | undefined,
  members: readonly string[],
  holds: (part: JsonValue) => boolean,
): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const parts = Object.entries(value as Entry);
  return parts.length === members.length && parts.every(([name, part]) => members.includes(name) && holds(part));
}

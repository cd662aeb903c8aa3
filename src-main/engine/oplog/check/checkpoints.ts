/** Checks signed notes against the entries that were read: the root at their size, and every signature on them. */
import { equalBytes, SealbenchError, toHex } from '../../lib/index.ts';
import type { EntryReader, NamedKey } from './entries.ts';
import type { Findings, LogCheckName } from './findings.ts';
import { type Checkpoint, parseCheckpoint, signatureHolds } from './note.ts';

export interface PlacedNote {
  readonly place: string;
  readonly note: string;
}

export interface PlacedCheckpoint {
  readonly place: string;
  readonly checkpoint: Checkpoint;
}

/** Those that can be read; the others are faults of `name`. */
export function parseNotes(
  findings: Findings,
  name: LogCheckName,
  notes: readonly PlacedNote[],
): readonly PlacedCheckpoint[] {
  findings.performed(name);
  return notes.flatMap(({ place, note }) => {
    try {
      return [{ place, checkpoint: parseCheckpoint(note) }];
    } catch (thrown) {
      if (!(thrown instanceof SealbenchError)) throw thrown;
      findings.fault(name, { code: thrown.code, place });
      return [];
    }
  });
}

export function checkCheckpoints(
  findings: Findings,
  origin: string,
  checkpoints: readonly PlacedCheckpoint[],
  entries: EntryReader,
): void {
  if (checkpoints.length > 0) findings.performed('log.signatures');
  for (const placed of checkpoints) {
    checkRoot(findings, 'log.checkpoints', origin, placed, entries);
    checkSignatures(findings, 'log.signatures', placed, entries.keys());
  }
}

/** Checkpoints that somebody kept elsewhere: on paper, on another medium, at another station. */
export function checkAnchors(
  findings: Findings,
  origin: string,
  anchors: readonly PlacedCheckpoint[],
  entries: EntryReader,
): void {
  for (const placed of anchors) {
    const { size } = placed.checkpoint;
    if (size > entries.size()) {
      findings.fault('log.anchors', {
        code: 'log.rolled-back',
        place: placed.place,
        expected: `size ${size}`,
        found: `size ${entries.size()}`,
      });
    }
    checkRoot(findings, 'log.anchors', origin, placed, entries);
    checkSignatures(findings, 'log.anchors', placed, entries.keys());
  }
}

function checkRoot(
  findings: Findings,
  name: LogCheckName,
  origin: string,
  { place, checkpoint }: PlacedCheckpoint,
  entries: EntryReader,
): void {
  const root = entries.roots().get(checkpoint.size);
  if (checkpoint.origin !== origin) {
    findings.fault(name, { code: 'log.other-origin', place, expected: origin, found: checkpoint.origin });
  } else if (!root) {
    const fault = {
      code: 'log.tail-missing',
      place,
      expected: `size ${checkpoint.size}`,
      found: `size ${entries.size()}`,
    };
    findings.fault(name, fault);
  } else if (!equalBytes(root, checkpoint.root)) {
    findings.fault(name, { code: 'log.root-differs', place, expected: toHex(checkpoint.root), found: toHex(root) });
  }
}

/** The station must have signed; every other line must be by a key that the log named before. */
export function checkSignatures(
  findings: Findings,
  name: LogCheckName,
  { place, checkpoint }: PlacedCheckpoint,
  keys: readonly NamedKey[],
): void {
  const station = keys[0];
  let stationSigned = false;
  for (const line of checkpoint.signatures) {
    const key = keys.find((each) => each.name === line.name && each.keyId === line.keyId);
    if (!key || key.namedAt >= checkpoint.size) {
      findings.fault(name, { code: 'log.key-unknown', place, found: `${line.name}+${line.keyId}` });
    } else if (!signatureHolds(checkpoint, line, key)) {
      findings.fault(name, { code: 'log.signature-wrong', place, found: line.name });
    } else if (key === station) {
      stationSigned = true;
    }
  }
  if (!stationSigned) findings.fault(name, { code: 'log.signature-missing', place, expected: checkpoint.origin });
}

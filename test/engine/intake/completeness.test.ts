/** Completeness: what is planted in a source is found, what is whole is not accused, what cannot be checked says so. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalForm, sealRecord } from '../../../src-main/engine/intake/canonicalForm.ts';
import { Fingerprints } from '../../../src-main/engine/intake/completeness/fingerprints.ts';
import { type CheckId, type CheckOutcome, CompletenessCheck } from '../../../src-main/engine/intake/index.ts';
import type { MessageDraft } from '../../../src-main/engine/intake/message.ts';
import { messageOf } from '../../../src-main/engine/intake/message.ts';
import type { Declaration, Numbering } from '../../../src-main/engine/intake/reader.ts';
import { RecordTree } from '../../../src-main/engine/intake/recordTree.ts';
import { instantFromMs, UNDATED } from '../../../src-main/engine/intake/time/recordedTime.ts';
import { canonicalJson, type JsonValue } from '../../../src-main/engine/lib/index.ts';

const consecutive: Numbering = { scope: 'conversation', kind: 'consecutive' };
const HOUR = 3_600_000;

function certify(
  drafts: readonly Partial<MessageDraft>[],
  numbering: Numbering | null = consecutive,
  declarations: readonly Declaration[] = [],
) {
  const check = new CompletenessCheck(numbering);
  for (const [i, draft] of drafts.entries()) {
    const message = messageOf({ conversation: 'c', type: 'text', nativeType: '', text: 'x', time: UNDATED, ...draft });
    check.record(message, { part: { file: 'f', member: null }, offset: i * 10, length: 10 });
  }
  for (const declaration of declarations) check.declared(declaration);
  const outcomes = check.outcomes();
  return (id: CheckId): CheckOutcome => outcomes.find((outcome) => outcome.check === id) as CheckOutcome;
}

const findings = (outcome: CheckOutcome) => (outcome.performed ? outcome.findings : null);

describe('running numbers', () => {
  it('every missing number is counted, none that is there, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2 }), (numbers) => {
        const [finding] = findings(certify(numbers.map((sequence) => ({ sequence })))('sequence-gaps')) ?? [];
        const missing = Math.max(...numbers) - Math.min(...numbers) + 1 - numbers.length;
        expect(finding?.details.missing ?? 0).toBe(missing);
        const inSpans = (finding?.spans ?? []).flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => from + i),
        );
        expect(inSpans).toHaveLength(missing);
        for (const number of inSpans) expect(numbers).not.toContain(number);
      }),
      { seed: 20261124 },
    );
  });

  it('are counted by conversation where the source counts so', () => {
    const numbers = [
      { conversation: 'a', sequence: 1 },
      { conversation: 'b', sequence: 2 },
      { conversation: 'a', sequence: 2 },
    ];
    expect(findings(certify(numbers)('sequence-gaps'))).toEqual([]);
    expect(certify(numbers, null)('sequence-gaps')).toMatchObject({ performed: false, why: 'no-numbers' });
  });

  it('a hole is a weak lead where the format only promises that numbers rise', () => {
    const [finding] =
      findings(certify([{ sequence: 1 }, { sequence: 9 }], { scope: 'source', kind: 'rising' })('sequence-gaps')) ?? [];
    expect(finding).toMatchObject({ strength: 'weak', conversation: null, spans: [{ from: 2, to: 8 }] });
  });
});

describe('quotes and messages taken back', () => {
  it('a message taken back that is not there is shown by the source itself', () => {
    const revoke = { revoke: { id: 'gone', by: null, time: null } };
    const [finding] = findings(certify([{ id: '1' }, { id: '2', parts: revoke }])('dangling-references')) ?? [];
    expect(finding).toMatchObject({
      code: 'revoked-message-absent',
      strength: 'shown',
      details: { id: 'gone', offset: 10 },
    });
  });

  it('what is named before it comes is not missing', () => {
    const quote = { quote: { id: '2', senderName: null, text: null } };
    expect(findings(certify([{ id: '1', parts: quote }, { id: '2' }])('dangling-references'))).toEqual([]);
  });
});

describe('what the source says of itself', () => {
  it('a count that differs is found, one that agrees is not', () => {
    const declared = (count: number): Declaration => ({ kind: 'message-count', conversation: 'c', count });
    expect(findings(certify([{}, {}], null, [declared(2)])('declared-counts'))).toEqual([]);
    expect(findings(certify([{}, {}], null, [declared(5)])('declared-counts'))?.[0]?.details).toEqual({
      declared: 5,
      counted: 2,
      difference: 3,
    });
    expect(certify([{}])('declared-counts')).toMatchObject({ performed: false, why: 'no-declaration' });
  });

  it('its own word that it is not whole is kept with its facts', () => {
    const declaration: Declaration = { kind: 'completeness', complete: false, facts: { hasMore: 'true' } };
    expect(findings(certify([{}], null, [declaration])('self-declaration'))?.[0]).toMatchObject({
      strength: 'shown',
      details: { facts: 'hasMore=true' },
    });
  });
});

describe('duplicates and order', () => {
  it('the same id twice in one conversation is a duplicate, in two it is none', () => {
    expect(findings(certify([{ id: '1' }, { id: '1' }])('duplicates'))?.[0]?.details).toMatchObject({
      count: 1,
      offset: 10,
    });
    expect(findings(certify([{ id: '1' }, { id: '1', conversation: 'd' }])('duplicates'))).toEqual([]);
  });

  it('of a million different ids none is taken for another', () => {
    const set = new Fingerprints();
    let repeated = 0;
    for (let i = 0; i < 1_000_000; i++) if (set.add('c', String(7_594_861_486_645_126_963n + BigInt(i)))) repeated += 1;
    expect(repeated).toBe(0);
    expect(set.has('c', '7594861486645126964')).toBe(true);
  });

  const at = (ms: number) => ({ time: instantFromMs(String(ms), ms) });
  it('a source that goes backwards is in order, a record against its direction is not', () => {
    expect(findings(certify([at(30), at(20), at(10)])('order'))).toEqual([]);
    expect(findings(certify([at(10), at(20), at(15), at(30)])('order'))?.[0]?.details).toEqual({
      count: 1,
      offset: 20,
    });
  });
});

describe('silent hours', () => {
  const monday = Date.UTC(2024, 0, 1);
  const worked = (weeks: number, silent: (day: number) => boolean): Partial<MessageDraft>[] =>
    Array.from({ length: weeks * 7 }, (_, day) => day)
      .filter((day) => day % 7 < 5 && !silent(day))
      .flatMap((day) =>
        Array.from({ length: 9 }, (_, h) => ({ time: instantFromMs('t', monday + day * 24 * HOUR + (9 + h) * HOUR) })),
      );

  it('a working day without a word is found, nights and weekends are not', () => {
    expect(findings(certify(worked(8, () => false))('silent-hours'))).toEqual([]);
    const [finding] = findings(certify(worked(8, (day) => day === 16))('silent-hours')) ?? [];
    const day = monday + 16 * 24 * HOUR;
    expect(finding?.spans[0]?.from).toBeLessThanOrEqual(day + 9 * HOUR);
    expect(finding?.spans[0]?.to).toBeGreaterThanOrEqual(day + 18 * HOUR - 1);
  });

  it('are not looked for where there is too little to have a rhythm', () => {
    expect(certify(worked(2, () => false))('silent-hours')).toMatchObject({ performed: false, why: 'too-little' });
  });
});

describe('what is hashed of a record', () => {
  const message = messageOf({
    id: '7',
    conversation: 'c',
    type: 'text',
    nativeType: '1',
    text: '你好 "x" \u0001',
    time: instantFromMs('1700000000000', 1_700_000_000_000),
    parts: {
      quote: { text: 'q', id: '1', senderName: null },
      edits: [{ time: UNDATED, before: 'b' }],
      direction: 'incoming',
    },
  });

  it('the canonical form is canonical JSON (RFC 8785)', () => {
    const form = canonicalForm(message);
    expect(canonicalJson(JSON.parse(form) as JsonValue)).toBe(form);
  });

  it('a zone that somebody names does not change it', () => {
    const zoned = { ...message, time: { ...message.time, kind: 'asserted' as const, utcMs: 5, wallMs: 9 } };
    expect(canonicalForm(zoned)).toBe(canonicalForm(message));
  });

  it('the leaf entry is the hash of the raw bytes, then that of the canonical form', () => {
    const raw = Buffer.from('raw');
    const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
    expect(sealRecord(message, raw).leafEntry.toString('hex')).toBe(sha256(raw) + sha256(canonicalForm(message)));
  });

  it('the root over the records is that of RFC 9162 §2.1.1, computed from its definition', () => {
    const rootOf = (leaves: readonly Buffer[]): Uint8Array => {
      if (leaves.length === 1)
        return createHash('sha256')
          .update('\u0000')
          .update(leaves[0] as Buffer)
          .digest();
      const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
      const [left, right] = [rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half))];
      return createHash('sha256').update('\u0001').update(left).update(right).digest();
    };
    const tree = new RecordTree();
    const leaves: Buffer[] = [];
    for (let i = 0; i < 70; i++) {
      const leaf = Buffer.alloc(64, i);
      leaves.push(leaf);
      tree.append(leaf);
      expect(tree.root()).toBe(Buffer.from(rootOf(leaves)).toString('hex'));
    }
    expect(new RecordTree().root()).toBe(createHash('sha256').digest('hex'));
  });
});

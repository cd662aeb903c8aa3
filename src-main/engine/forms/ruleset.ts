/**
 * Rule sets: the layouts, names and legal bases of forms as versioned data with an effective date, because the rules are
 * being replaced and both the old and the new must be selectable for each case. Format: `docs/formats/forms.md`.
 */
import { z } from 'zod';
import cn2019 from '../../../resources/rulesets/cn-2019.json' with { type: 'json' };
import type { Language } from '../../../src-preload/contract/catalogue.ts';
import { FORMS } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../lib/index.ts';

/** Whose form it is: 办案机关, 单位自行固定, 司法鉴定. Duties, verbs and names differ. */
export const PARTIES = ['authority', 'organisation', 'appraiser'] as const;
export type Party = (typeof PARTIES)[number];

const wording = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const perParty = <T extends z.ZodType>(type: T) =>
  z.strictObject({ authority: type, organisation: type, appraiser: type });
const wordingPerParty = z.union([wording, perParty(wording)]);

/** How a field's value is shown. `pen` is written by hand where the station knows nothing. */
const KINDS = ['text', 'pen', 'code', 'time', 'bytes', 'number', 'hash', 'clock', 'ranges', 'note'] as const;

const field = z.strictObject({
  /** Where the value stands in the form's record: names separated by dots, from the root or from the row. */
  path: z.string(),
  label: wordingPerParty,
  kind: z.enum(KINDS),
  required: z.boolean().default(false),
  /** Takes the whole width of the page. */
  wide: z.boolean().default(false),
  for: z.array(z.enum(PARTIES)).default([...PARTIES]),
  /** Boxes to tick by hand, of a `pen` field. */
  options: z.array(wording).default([]),
});
export type Field = z.infer<typeof field>;

const title = wording.nullable();
const rows = z.string();
const section = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fields'), id: z.string(), title, fields: z.array(field) }),
  z.strictObject({ kind: z.literal('steps'), id: z.string(), title, rows }),
  z.strictObject({
    kind: z.literal('items'),
    id: z.string(),
    title,
    rows,
    heading: wording,
    empty: wording.optional(),
    fields: z.array(field),
  }),
  z.strictObject({
    kind: z.literal('table'),
    id: z.string(),
    title,
    rows,
    empty: wording.optional(),
    columns: z.array(field),
  }),
  z.strictObject({
    kind: z.literal('photos'),
    id: z.string(),
    title,
    rows,
    /** Stages of which at least one picture is demanded. */
    required: z.array(z.string()),
    labels: z.strictObject({ none: wording, number: wording }),
  }),
  z.strictObject({
    kind: z.literal('people'),
    id: z.string(),
    title,
    note: wording,
    roles: z.array(
      z.strictObject({
        role: z.enum(['examiner', 'holder', 'witness']),
        label: wordingPerParty,
        least: z.number().int().positive(),
        /** The field that says why nobody of this role signed. */
        unless: z.string().optional(),
      }),
    ),
    fields: z.array(field),
  }),
  z.strictObject({
    kind: z.literal('blankTable'),
    id: z.string(),
    title,
    note: wording,
    rows: z.number().int().positive(),
    columns: z.array(wording),
  }),
  z.strictObject({
    kind: z.literal('anchor'),
    id: z.string(),
    title,
    note: wording,
    labels: z.strictObject({
      sha256: wording,
      sm3: wording,
      root: wording,
      size: wording,
      checkpoint: wording,
      electronic: wording,
      electronicText: wording,
    }),
  }),
]);
export type Section = z.infer<typeof section>;
export type SectionOf<K extends Section['kind']> = Extract<Section, { kind: K }>;

const layout = z.strictObject({
  title: wordingPerParty,
  /** Part of the document number that tells forms apart. */
  numberCode: z.string(),
  basis: perParty(z.array(wording)),
  sections: z.array(section),
});
export type Layout = z.infer<typeof layout>;

const ruleset = z.strictObject({
  id: z.string(),
  version: z.string(),
  /** ISO 8601 date. */
  effectiveFrom: z.iso.date(),
  title: wording,
  subtitles: perParty(wording),
  /** What no form may say: a pattern over its whole text, and why. */
  forbidden: z.array(
    z.strictObject({ pattern: z.string(), for: z.array(z.enum(PARTIES)).optional(), reason: wording }),
  ),
  forms: z.record(z.enum(FORMS), layout),
});
export type Ruleset = z.infer<typeof ruleset>;

/** Every rule set that ships, in the order of their effective dates. */
export const RULESETS: readonly Ruleset[] = [ruleset.parse(cn2019)];

export function findRuleset(id: string): Ruleset {
  const found = RULESETS.find((candidate) => candidate.id === id);
  if (!found) throw new RefusedError('form.unknown-ruleset', { id });
  return found;
}

export function say(words: z.infer<typeof wordingPerParty>, party: Party, language: Language): string {
  return 'zh' in words ? words[language] : words[party][language];
}

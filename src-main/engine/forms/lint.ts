/**
 * What a form still lacks before it may be signed: required values, integrity values, signers, pictures; and what no form
 * may say. It judges the record by its rule set and changes nothing.
 */
import type { Language } from '../../../src-preload/contract/catalogue.ts';
import type { FormKind } from './content/common.ts';
import { type FormRecord, rowsAt, valueAt } from './record.ts';
import { type Field, type Party, type Ruleset, type Section, type SectionOf, say } from './ruleset.ts';

export interface FormFinding {
  /**
   * `form.missing`: a required value is not recorded. `form.by-hand`: it is to be written on the paper. `form.signers`:
   * too few people. `form.pictures`: no picture of a stage. `form.video`: without a witness the act must be recorded on
   * video. `form.forbidden`: a wording that is wrong or not this party's to use.
   */
  readonly code: 'form.missing' | 'form.by-hand' | 'form.signers' | 'form.pictures' | 'form.video' | 'form.forbidden';
  /** Place in the record. */
  readonly path: string;
  /** The field's, role's or stage's name in the reader's language; for a forbidden wording, why it is wrong. */
  readonly label: string;
}

export function lintForm(
  form: FormKind,
  ruleset: Ruleset,
  record: FormRecord,
  language: Language,
): readonly FormFinding[] {
  const party = partyOf(record);
  const lacking = ruleset.forms[form].sections.flatMap((section) => lintSection(section, record, party, language));
  return [...lacking, ...findForbidden(ruleset, record, party, language)];
}

export function partyOf(record: FormRecord): Party {
  const party = valueAt(record, 'document.partyKind');
  return party === 'authority' || party === 'appraiser' ? party : 'organisation';
}

function lintSection(section: Section, record: FormRecord, party: Party, language: Language): FormFinding[] {
  switch (section.kind) {
    case 'fields':
      return missing(section.fields, record, '', party, language);
    case 'items': {
      if (rowsAt(record, section.rows).length === 0) {
        const code = section.empty ? 'form.by-hand' : 'form.missing';
        return [{ code, path: section.rows, label: section.title?.[language] ?? '' }];
      }
      return inRows(section.rows, section.fields, record, party, language);
    }
    case 'table':
      return inRows(section.rows, section.columns, record, party, language);
    case 'photos':
      return section.required
        .filter((stage) => !rowsAt(record, section.rows).some((photo) => photo.stage === stage))
        .map((stage) => ({ code: 'form.pictures', path: section.rows, label: stage }));
    case 'people':
      return lintPeople(section, record, party, language);
    case 'steps':
    case 'blankTable':
    case 'anchor':
      return [];
  }
}

function inRows(rows: string, fields: readonly Field[], record: FormRecord, party: Party, language: Language) {
  return rowsAt(record, rows).flatMap((row, index) => missing(fields, row, `${rows}.${index}.`, party, language));
}

function missing(fields: readonly Field[], record: FormRecord, base: string, party: Party, language: Language) {
  return fields
    .filter((field) => field.required && field.for.includes(party) && valueAt(record, field.path) === '')
    .map((field): FormFinding => {
      const label = say(field.label, party, language);
      return { code: field.kind === 'pen' ? 'form.by-hand' : 'form.missing', path: base + field.path, label };
    });
}

function lintPeople(section: SectionOf<'people'>, record: FormRecord, party: Party, language: Language): FormFinding[] {
  const findings: FormFinding[] = [];
  for (const { role, label, least, unless } of section.roles) {
    const named = rowsAt(record, 'people').filter((person) => person.role === role && person.name !== '');
    if (named.length >= least || (unless !== undefined && valueAt(record, unless) !== '')) continue;
    findings.push({ code: 'form.signers', path: `people.${role}`, label: say(label, party, language) });
  }
  const witnessed = rowsAt(record, 'people').some((person) => person.role === 'witness');
  const video = section.fields.length > 0 ? valueAt(record, 'act.video') || valueAt(record, 'seal.video') : '';
  if (!witnessed && video === '') findings.push({ code: 'form.video', path: 'people.witness', label: '' });
  return findings;
}

function findForbidden(ruleset: Ruleset, record: FormRecord, party: Party, language: Language): FormFinding[] {
  const texts = leaves(record, '');
  return ruleset.forbidden
    .filter((rule) => rule.for?.includes(party) ?? true)
    .flatMap((rule) => {
      const pattern = new RegExp(rule.pattern, 'u');
      return texts
        .filter(({ text }) => pattern.test(text))
        .map(({ path }): FormFinding => ({ code: 'form.forbidden', path, label: rule.reason[language] }));
    });
}

function leaves(record: FormRecord, base: string): readonly { path: string; text: string }[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const path = `${base}${name}`;
    if (typeof value === 'string') return [{ path, text: value }];
    if (Array.isArray(value)) return value.flatMap((row: FormRecord, index) => leaves(row, `${path}.${index}.`));
    return leaves(value as FormRecord, `${path}.`);
  });
}

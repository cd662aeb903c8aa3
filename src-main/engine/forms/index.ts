/**
 * forms: rule sets → documents. 电子数据提取固定清单 and 介质封存记录 as complete, inert HTML for paper and PDF.
 *
 * Terms: a *rule set* is the versioned data of layouts and wordings; a *record* is what a form says, every value as text;
 * a *layout* says where each value stands; a *finding* is what a form lacks or must not say.
 * Promises: what is printed is what is stored; text of the evidence can neither run nor hide; the log's checkpoint stands
 * on every form as text and QR code; the same record and rule set give the same bytes.
 * Never: reaches for a store, a log, a clock or a screen; fills in what nobody recorded.
 */
import type { Language } from '../../../src-preload/contract/catalogue.ts';
import type { FormKind } from './content/common.ts';
import { extractionList } from './content/extractionList.ts';
import { sealRecord } from './content/sealRecord.ts';
import type { FormSource } from './content/source.ts';
import { showPage } from './html/page.ts';
import { partyOf } from './lint.ts';
import { type FormRecord, recordDigests, rowsAt, valueAt } from './record.ts';
import { type Ruleset, say } from './ruleset.ts';

export type { FormKind } from './content/common.ts';
export type { FormSource } from './content/source.ts';
export { lintForm } from './lint.ts';
export type { FormRecord } from './record.ts';
export { findRuleset, RULESETS, type Ruleset } from './ruleset.ts';

/** The record of a form about one exhibit; throws `RefusedError` `form.no-such-exhibit`. */
export function formRecord(form: FormKind, source: FormSource): FormRecord {
  return form === 'extraction-list' ? extractionList(source) : sealRecord(source);
}

export interface RenderedForm {
  readonly form: FormKind;
  readonly title: string;
  /** A whole document, UTF-8, A4. */
  readonly html: string;
  readonly data: FormRecord;
  /** Over the canonical JSON of `data`; printed on the form. */
  readonly digests: { readonly sha256: string; readonly sm3: string };
}

/** `pictures` gives `data:` addresses by photo id; what it does not give is printed by number and hash alone. */
export function renderForm(
  form: FormKind,
  ruleset: Ruleset,
  data: FormRecord,
  language: Language,
  picture: (photoId: string) => string | null = () => null,
): RenderedForm {
  const layout = ruleset.forms[form];
  const party = partyOf(data);
  const digests = recordDigests(data);
  const pictures = new Map(
    rowsAt(data, 'photos').flatMap((photo) => {
      const address = picture(valueAt(photo, 'id'));
      return address === null ? [] : [[valueAt(photo, 'id'), address] as const];
    }),
  );
  const setting = { record: data, digests, pictures, party, language };
  return { form, title: say(layout.title, party, language), html: showPage(layout, ruleset, setting), data, digests };
}

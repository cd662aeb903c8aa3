/** The sections of a form, one function for each kind that a layout may use. */
import { type Language, message } from '../../../../src-preload/contract/catalogue.ts';
import { type FormRecord, rowsAt, valueAt } from '../record.ts';
import { type Field, type Party, type Section, type SectionOf, say } from '../ruleset.ts';
import { Html, html, seen } from './markup.ts';
import { qrCode } from './qrCode.ts';
import { knownKey, showHash, showTime, showValue } from './value.ts';

export interface Setting {
  readonly record: FormRecord;
  readonly digests: { readonly sha256: string; readonly sm3: string };
  /** `data:` addresses of the pictures by photo id. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly party: Party;
  readonly language: Language;
}

export function showSection(section: Section, setting: Setting): Html {
  const title = section.title ? html`<h2>${section.title[setting.language]}</h2>` : html``;
  return html`<section class="section-${section.kind}">${title}${content(section, setting)}</section>\n`;
}

function content(section: Section, setting: Setting): Html {
  switch (section.kind) {
    case 'fields':
      return fieldTable(section.fields, setting.record, '', setting);
    case 'steps':
      return showSteps(section, setting);
    case 'items':
      return showItems(section, setting);
    case 'table':
      return showTable(section, setting);
    case 'photos':
      return showPhotos(section, setting);
    case 'people':
      return showPeople(section, setting);
    case 'blankTable':
      return showBlankTable(section, setting.language);
    case 'anchor':
      return showAnchor(section, setting);
  }
}

/** Labels and values side by side, two fields in a row unless one is wide. */
function fieldTable(fields: readonly Field[], record: FormRecord, base: string, setting: Setting, head = html``): Html {
  const columns = new Html('<colgroup><col class="label"><col class="value"><col class="label"><col></colgroup>');
  const rows: Html[] = [];
  const shown = fields.filter((field) => field.for.includes(setting.party));
  for (let at = 0; at < shown.length; at += 1) {
    const [field, next] = [shown[at] as Field, shown[at + 1]];
    const row = field.kind === 'pen' && valueAt(record, field.path) === '' ? 'pen-row' : 'row';
    if (!field.wide && next && !next.wide) {
      const left = pair(field, record, base, setting, 1);
      rows.push(html`<tr class="${row}">${left}${pair(next, record, base, setting, 1)}</tr>`);
      at += 1;
    } else {
      rows.push(html`<tr class="${row}">${pair(field, record, base, setting, 3)}</tr>`);
    }
  }
  return html`<table class="fields">${columns}${head}${rows}</table>`;
}

function pair(field: Field, record: FormRecord, base: string, setting: Setting, span: number): Html {
  const { party, language } = setting;
  return html`<th scope="row">${say(field.label, party, language)}</th>${cell(field, record, base, setting, span)}`;
}

function cell(field: Field, record: FormRecord, base: string, setting: Setting, span = 1): Html {
  const value = showValue(field, record, setting.language);
  return html`<td colspan="${String(span)}" data-field="${base}${field.path}">${value}</td>`;
}

function showSteps(section: SectionOf<'steps'>, { record, language }: Setting): Html {
  const steps = rowsAt(record, section.rows).map((step) => {
    const values = Object.entries(step).map(([name, value]) => {
      const text = typeof value === 'string' ? value : '';
      return [name, name === 'at' ? showTime(text, language) : text] as const;
    });
    const sentence = message(language, knownKey(`form.step.${valueAt(step, 'code')}`), Object.fromEntries(values));
    return html`<li>${seen(sentence)}</li>`;
  });
  return html`<table><tr><td><ol class="steps">${steps}</ol></td></tr></table>`;
}

function showItems(section: SectionOf<'items'>, setting: Setting): Html {
  const { language } = setting;
  const items = rowsAt(setting.record, section.rows);
  if (items.length === 0) return emptyTable(section.empty?.[language] ?? message(language, 'form.unrecorded'));
  const tables = items.map((item, index) => {
    const head = html`<thead><tr><th class="ordinal" colspan="4">${section.heading[language]} ${String(index + 1)}</th></tr></thead>`;
    return fieldTable(section.fields, item, `${section.rows}.${index}.`, setting, head);
  });
  return html`${tables}`;
}

function showTable(section: SectionOf<'table'>, setting: Setting): Html {
  const { language, party } = setting;
  const rows = rowsAt(setting.record, section.rows);
  if (rows.length === 0) return emptyTable(section.empty?.[language] ?? message(language, 'form.unrecorded'));
  const heads = section.columns.map((column) => html`<th scope="col">${say(column.label, party, language)}</th>`);
  const lines = rows.map((row, index) => {
    const base = `${section.rows}.${index}.`;
    const cells = section.columns.map((column) => {
      const applies = column.required || valueAt(row, column.path) !== '';
      return applies ? cell(column, row, base, setting) : html`<td data-field="${base}${column.path}"></td>`;
    });
    return html`<tr>${cells}</tr>`;
  });
  return html`<table class="${section.id}"><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table>`;
}

function emptyTable(sentence: string): Html {
  return html`<table><tr class="pen-row"><td>${sentence}</td></tr></table>`;
}

function showPhotos(section: SectionOf<'photos'>, { record, pictures, language }: Setting): Html {
  const photos = rowsAt(record, section.rows);
  if (photos.length === 0) return emptyTable(section.labels.none[language]);
  const figures = photos.map((photo, index) => {
    const base = `${section.rows}.${index}.`;
    const address = pictures.get(valueAt(photo, 'id'));
    const picture = address === undefined ? html`` : html`<img src="${address}" alt="">`;
    const stage = valueAt(photo, 'stage');
    return html`<figure>${picture}<figcaption>${section.labels.number[language]} <span data-field="${base}number">${valueAt(photo, 'number')}</span>　<span data-field="${base}stage"><span data-value="${stage}">${message(language, knownKey(`form.value.${stage}`))}</span></span>　<span data-field="${base}caption">${seen(valueAt(photo, 'caption'))}</span><br><span data-field="${base}fileName">${seen(valueAt(photo, 'fileName'))}</span><br><span data-field="${base}sha256">${showHash(valueAt(photo, 'sha256'))}</span></figcaption></figure>`;
  });
  return html`<div class="photos">${figures}</div>`;
}

function showPeople(section: SectionOf<'people'>, setting: Setting): Html {
  const { record, party, language } = setting;
  const people = rowsAt(record, 'people');
  const columns = (['role', 'name', 'document', 'contact', 'signature', 'date'] as const).map(
    (column) => html`<th scope="col">${message(language, `form.people.${column}`)}</th>`,
  );
  const rows = section.roles.flatMap(({ role, label, least }) => {
    const known = people.map((person, index) => ({ person, index })).filter(({ person }) => person.role === role);
    const lines = Math.max(least, known.length);
    return Array.from({ length: lines }, (_, line) => {
      const person = known[line];
      const part = (name: string): Html =>
        person
          ? html`<td data-field="people.${String(person.index)}.${name}">${seen(valueAt(person.person, name))}</td>`
          : html`<td></td>`;
      return html`<tr><th scope="row">${say(label, party, language)}</th>${part('name')}${part('document')}${part('contact')}<td></td><td></td></tr>`;
    });
  });
  const reasons = fieldTable(section.fields, record, '', setting);
  return html`<table class="people"><thead><tr>${columns}</tr></thead><tbody>${rows}</tbody></table>
${reasons}<p class="note">${section.note[language]}</p>`;
}

function showBlankTable(section: SectionOf<'blankTable'>, language: Language): Html {
  const heads = section.columns.map((column) => html`<th scope="col">${column[language]}</th>`);
  const blanks = section.columns.map(() => html`<td></td>`);
  const rows = Array.from({ length: section.rows }, () => html`<tr>${blanks}</tr>`);
  return html`<table class="${section.id}"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table><p class="note">${section.note[language]}</p>`;
}

function showAnchor(section: SectionOf<'anchor'>, { record, digests, language }: Setting): Html {
  const { labels } = section;
  const label = (name: keyof typeof labels): Html => html`<th scope="row">${labels[name][language]}</th>`;
  const hash = (value: string, field: string): Html =>
    html`<td colspan="2" data-field="${field}">${showHash(value)}</td>`;
  const checkpoint = valueAt(record, 'log.checkpoint');
  return html`<table class="anchor"><colgroup><col class="label"><col><col class="code"></colgroup>
<tr>${label('sha256')}${hash(digests.sha256, 'digest.sha256')}</tr>
<tr>${label('sm3')}${hash(digests.sm3, 'digest.sm3')}</tr>
<tr>${label('root')}${hash(valueAt(record, 'log.rootHash'), 'log.rootHash')}</tr>
<tr>${label('size')}<td colspan="2" data-field="log.size">${valueAt(record, 'log.size')}</td></tr>
<tr>${label('checkpoint')}<td data-field="log.checkpoint"><pre class="checkpoint">${seen(checkpoint)}</pre></td><td class="code">${qrCode(checkpoint)}</td></tr>
<tr>${label('electronic')}<td colspan="2">${labels.electronicText[language]}</td></tr>
</table><p class="note">${section.note[language]}</p>`;
}

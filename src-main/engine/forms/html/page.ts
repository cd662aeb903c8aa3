/** The whole document: complete in itself and inert. Its own policy lets nothing run and nothing load but its one style. */
import { createHash } from 'node:crypto';
import { message } from '../../../../src-preload/contract/catalogue.ts';
import { valueAt } from '../record.ts';
import { type Layout, type Ruleset, say } from '../ruleset.ts';
import { Html, html, seen } from './markup.ts';
import { type Setting, showSection } from './sections.ts';
import { STYLE } from './style.ts';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

export function showPage(layout: Layout, ruleset: Ruleset, setting: Setting): string {
  const { language, party, record } = setting;
  const title = say(layout.title, party, language);
  const basis = layout.basis[party].map((item) => item[language]).join(language === 'zh' ? '；' : '; ');
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<div class="organisation" data-field="document.organisation">${seen(valueAt(record, 'document.organisation'))}</div>
<h1>${title}</h1>
<div class="subtitle">${ruleset.subtitles[party][language]}</div>
<div class="number">${message(language, 'form.number')}<span data-field="document.number">${seen(valueAt(record, 'document.number'))}</span></div>
</header>
<p class="basis">${message(language, 'form.basis')}${basis}</p>
${layout.sections.map((section) => showSection(section, setting))}
</body>
</html>
`;
  return page.source;
}

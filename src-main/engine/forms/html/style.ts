/**
 * How a form looks on A4 paper: body in a Fangsong or Song face, headings in a Hei face, rules of half a point, as Chinese
 * official documents look.
 */
export const STYLE = `
@page { size: A4; margin: 20mm 20mm 18mm; }
* { box-sizing: border-box; }
html { font-size: 10.5pt; }
body {
  margin: 0 auto; max-width: 170mm; padding: 0 0.3mm; color: #000; background: #fff; line-height: 1.45;
  font-family: FangSong, STFangsong, 'Noto Serif CJK SC', 'Source Han Serif SC', Songti SC, SimSun, 'WenQuanYi Micro Hei', serif;
}
h1, h2, th, .label, .title { font-family: SimHei, STHeiti, 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif; }
h1 { margin: 0; font-size: 20pt; font-weight: 600; text-align: center; letter-spacing: 0.12em; line-height: 1.3; }
:lang(en) h1 { letter-spacing: 0; font-size: 17pt; }
.organisation { text-align: center; font-size: 12pt; margin-bottom: 2mm; }
.subtitle { text-align: center; font-size: 10.5pt; margin: 1mm 0 3mm; }
.number { text-align: right; margin-bottom: 1mm; }
h2 { margin: 4.5mm 0 1.5mm; font-size: 11pt; font-weight: 600; break-after: avoid; }
.note { break-before: avoid; margin: 1.5mm 0 0; font-size: 9pt; line-height: 1.4; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 0.5pt solid #000; padding: 1.1mm 1.6mm; vertical-align: middle; text-align: left; overflow-wrap: anywhere; }
th { font-weight: 500; font-size: 9.5pt; line-height: 1.3; white-space: pre-line; }
td { white-space: pre-wrap; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
thead th { text-align: center; }
col.label { width: 18%; }
col.value { width: 32%; }
table + table { margin-top: 2.5mm; }
.ordinal { background: #f0f0f0; print-color-adjust: exact; }
.hash, .figure, .checkpoint { font-family: 'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, 'WenQuanYi Micro Hei Mono', monospace; font-size: 8.5pt; }
.group { display: inline-block; }
.hash .group { margin-right: 0.55em; }
.figure .group + .group { margin-left: 0.3em; }
.unrecorded { color: #555; font-size: 9pt; }
.unseen { border: 0.5pt solid #000; padding: 0 0.2em; margin: 0 0.1em; font-size: 0.75em; font-family: monospace; }
.tick { margin-right: 1.5em; white-space: nowrap; }
tr.pen-row td { height: 9mm; }
ol.steps { margin: 0; padding-left: 2em; }
ol.steps li { break-inside: avoid; }
.files th:nth-child(1), .files td:nth-child(1) { width: 8%; text-align: center; }
.files th:nth-child(2) { width: 26%; }
.files th:nth-child(3) { width: 17%; }
.people th:nth-child(1) { width: 18%; }
.people th:nth-child(2) { width: 13%; }
.people th:nth-child(3) { width: 25%; }
.people th:nth-child(4) { width: 17%; }
.people th:nth-child(6) { width: 11%; }
.people td { height: 11mm; }
.section-people { break-inside: avoid; }
.people + table { margin-top: -0.5pt; }
.corrections td { height: 9mm; }
.history th { font-size: 9pt; padding: 1.1mm 1mm; }
.history td { padding: 1.1mm 1mm; font-size: 9.5pt; }
.history td:empty::before { content: '—'; }
.history th:nth-child(1) { width: 16%; }
.history th:nth-child(2), .history th:nth-child(7) { width: 8%; }
.history th:nth-child(4), .history th:nth-child(5) { width: 13%; }
.history th:nth-child(6) { width: 16%; }
.history th:nth-child(8) { width: 13%; }
.photos { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; }
.photos figure { margin: 0; border: 0.5pt solid #000; padding: 1.5mm; break-inside: avoid; }
.photos img { display: block; width: 100%; height: 58mm; object-fit: contain; }
.photos figcaption { font-size: 9pt; line-height: 1.35; margin-top: 1mm; overflow-wrap: anywhere; }
.photos .hash { font-size: 7.5pt; }
.basis { margin: 0 0 2.5mm; font-size: 9pt; line-height: 1.4; }
.anchor { break-inside: avoid; }
col.code { width: 47mm; }
td.code { padding: 1mm; text-align: center; }
.checkpoint { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.3; font-size: 7.5pt; }
svg.qr { display: block; width: 45mm; height: 45mm; margin: 0 auto; }
`;

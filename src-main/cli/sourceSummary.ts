/** What `import --detect` says of each source: the figures, the leads and the losses, as JSON and as sentences. */
import { isMessageKey, type Values } from '../../src-preload/contract/catalogue.ts';
import type { PathSummary } from '../../src-preload/contract/index.ts';
import type { CliSession } from './context.ts';

type Source = PathSummary['sources'][number];
type Warning = PathSummary['warnings'][number];
type Say = CliSession['t'];

function sentence(t: Say, key: string, values: Values): string {
  return isMessageKey(key) ? t(key, values) : `${key} ${JSON.stringify(values)}`;
}

const warningText = (t: Say, { code, details }: Warning): string => sentence(t, `intake.warning.${code}`, details);

/** Times of a silent stretch are milliseconds; people read dates. */
function findingValues(code: string, details: Readonly<Record<string, string | number>>): Values {
  if (code !== 'silent-hours') return details;
  const shown = (at: string | number | undefined): string => new Date(Number(at)).toISOString().slice(0, 16);
  return { ...details, from: shown(details.from), to: shown(details.to) };
}

function findingsOf(t: Say, { completeness }: Source) {
  return completeness
    .flatMap((check) => (check.performed ? check.findings : []))
    .map((finding) => ({
      ...finding,
      text: sentence(t, `finding.${finding.code}`, findingValues(finding.code, finding.details)),
    }));
}

function rejectedOf(t: Say, warnings: readonly Warning[]) {
  return warnings.filter(({ lost }) => lost).map((warning) => ({ ...warning, reason: warningText(t, warning) }));
}

export function summaryFacts(t: Say, { path, kind, sources, mediaFiles, warnings }: PathSummary) {
  return {
    path,
    kind,
    mediaFiles,
    sources: sources.map((source) => ({
      ...source,
      findings: findingsOf(t, source),
      rejected: rejectedOf(t, source.warnings),
    })),
    notRead: rejectedOf(t, warnings),
  };
}

/** A wall clock is shown with what is known of its zone, lest it be taken for an instant. */
function timeText(t: Say, time: Source['first']): string {
  if (time === null) return sentence(t, 'intake.time.undated', {});
  const kind = sentence(t, `intake.time.${time.kind}`, {});
  return time.kind === 'recorded' ? time.iso : `${time.iso} (${kind})`;
}

export function summaryLines(t: Say, { sources, warnings }: PathSummary): string[] {
  return [
    ...sources.flatMap((source) => [
      [
        sentence(t, `intake.format.${source.format}`, {}),
        source.member ?? source.file,
        source.records,
        source.conversations,
        source.people,
        timeText(t, source.first),
        timeText(t, source.last),
        source.merkleRoot,
      ].join('\t'),
      ...findingsOf(t, source).map(({ text }) => `  ${text}`),
      ...source.warnings.map((warning) => `  ${warningText(t, warning)}`),
    ]),
    ...warnings.map((warning) => warningText(t, warning)),
  ];
}

/** Which files of a source can be read, and by which reader: decided by content, with the reason. */

import type { FormatId } from '../../../src-preload/contract/sourceWords.ts';
import { EvidenceError } from '../lib/index.ts';
import { type Head, headFor } from './head.ts';
import type { Detection, Reader } from './reader.ts';
import { READERS } from './readers/index.ts';
import { foreignKind } from './source/foreignKinds.ts';
import { type OpenedSource, openSource } from './source/openSource.ts';
import { baseName, headOf, type SourceFile } from './source/sourceFile.ts';
import type { IntakeWarning } from './warnings.ts';

export interface DetectedPart {
  readonly reader: Reader;
  readonly file: SourceFile;
  /** Files read together with it. */
  readonly companions: readonly SourceFile[];
  readonly head: Head;
  readonly detection: Detection;
}

export interface DetectedSource {
  readonly path: string;
  readonly kind: OpenedSource['kind'];
  readonly parts: readonly DetectedPart[];
  /** Pictures, recordings and documents that messages may refer to. */
  readonly mediaFiles: number;
  /** What is in the source and will not be read, and why. */
  readonly warnings: readonly IntakeWarning[];
  close(): void;
}

/** `format` overrules the detection for every file that is text or a workbook. Close what you get. */
export async function detectSource(path: string, format?: FormatId): Promise<DetectedSource> {
  const warnings: IntakeWarning[] = [];
  const opened = await openSource(path, (warning) => warnings.push(warning));
  try {
    const candidates: DetectedPart[] = [];
    const unread: IntakeWarning[] = [];
    let mediaFiles = 0;
    for (const file of opened.files) {
      const found = await lookAt(file, format);
      if (found === 'media') mediaFiles += 1;
      else if ('code' in found) unread.push(found);
      else candidates.push(found);
    }
    const { parts, claimed } = grouped(candidates, opened.files);
    warnings.push(...unread.filter(({ part }) => !claimed.has(part.member ?? part.file)));
    return { path, kind: opened.kind, parts, mediaFiles, warnings, close: () => opened.close() };
  } catch (error) {
    opened.close();
    throw error;
  }
}

const MEDIA =
  /\.(?:jpe?g|png|gif|webp|bmp|heic|dat|mp[34]|m4a|aac|amr|silk|slk|opus|ogg|wav|mov|avi|mkv|webm|3gp|pdf|docx?|pptx?|vcf|ttf|woff2?|svg|css|js)$/i;

/** What one file is, by itself: a part, media, or a reason why it is not read. */
export async function lookAt(
  file: SourceFile,
  format: FormatId | undefined,
): Promise<DetectedPart | IntakeWarning | 'media'> {
  if (MEDIA.test(file.path)) return 'media';
  const name = file.part.member ?? file.part.file;
  const refused = (code: IntakeWarning['code'], details: IntakeWarning['details'] = {}): IntakeWarning => ({
    code,
    part: file.part,
    offset: null,
    length: null,
    lost: true,
    details: { file: name, ...details },
  });
  try {
    const foreign = foreignKind(await headOf(file, 512), baseName(file.path));
    if (foreign !== null) return refused(foreign);
    const head = await headFor(file);
    if (head.text === null && head.sheets.length === 0) return refused('file-not-recognised');
    const best = bestReader(head, format);
    if (best === null) return refused(isTrainingSet(head) ? 'file-is-training-set' : 'file-not-recognised');
    return { file, companions: [], head, ...best };
  } catch (error) {
    if (error instanceof EvidenceError) return refused('file-damaged', { ...error.details, error: error.code });
    throw error;
  }
}

function bestReader(head: Head, format: FormatId | undefined): Pick<DetectedPart, 'reader' | 'detection'> | null {
  let best: Pick<DetectedPart, 'reader' | 'detection'> | null = null;
  for (const reader of READERS) {
    if (format !== undefined && reader.id !== format) continue;
    const detection = reader.detect(head);
    if (detection !== null && detection.confidence > (best?.detection.confidence ?? 0)) best = { reader, detection };
  }
  if (best !== null || format === undefined) return best;
  const reader = READERS.find(({ id }) => id === format);
  return reader ? { reader, detection: { confidence: 0, reason: 'asserted', details: {} } } : null;
}

/** Fine-tuning sets that chat exporters offer: rearranged and filtered, so no evidence of what was said. */
function isTrainingSet(head: Head): boolean {
  return (
    /"(?:instruction|conversations)"\s*:/.test(head.text ?? '') && /"(?:output|from|role)"\s*:/.test(head.text ?? '')
  );
}

/** The surest files first; each takes the siblings that belong to it. */
function grouped(
  candidates: readonly DetectedPart[],
  files: readonly SourceFile[],
): { readonly parts: readonly DetectedPart[]; readonly claimed: ReadonlySet<string> } {
  const paths = files.map(({ path }) => path);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const claimed = new Set<string>();
  const parts: DetectedPart[] = [];
  const surest = candidates.toSorted(
    (one, other) => other.detection.confidence - one.detection.confidence || (one.file.path < other.file.path ? -1 : 1),
  );
  for (const candidate of surest) {
    const { path } = candidate.file;
    if (claimed.has(path)) continue;
    const gathered = candidate.reader.gather?.(path, paths) ?? [];
    const companions = gathered.filter((other) => other !== path && !claimed.has(other));
    for (const taken of [path, ...companions]) claimed.add(taken);
    parts.push({ ...candidate, companions: companions.flatMap((other) => byPath.get(other) ?? []) });
  }
  parts.sort((one, other) => (one.file.path < other.file.path ? -1 : 1));
  return { parts, claimed };
}

/**
 * Text of the evidence: inert. It is never markup and never a link, what nobody would see is shown by its number, and it
 * cannot turn the direction of what stands beside it.
 */
import type { ReactNode } from 'react';
import styles from './EvidenceText.module.css';
import { type EvidencePart, evidenceParts, evidenceString, type Ranges } from './evidenceParts.ts';

interface Props {
  readonly text: string;
  readonly marks?: Ranges;
  /** On one line, cut where the place ends, the whole of a short text in its title. */
  readonly line?: boolean;
}

/** What fits on a line: a record of a megabyte is not laid out for a row of a table. */
const LINE_CHARACTERS = 400;
/** Before the first mark of a line. */
const LEAD_CHARACTERS = 12;

export function EvidenceText({ text, marks, line = false }: Props): ReactNode {
  const from = line ? lineStart(text, marks) : 0;
  const shown = line ? text.slice(from, from + LINE_CHARACTERS) : text;
  const shifted = marks?.map(([start, end]) => [Math.max(0, start - from), Math.max(0, end - from)] as const);
  return (
    <bdi
      className={line ? styles.line : styles.text}
      title={line && text.length <= LINE_CHARACTERS ? evidenceString(text) : undefined}
    >
      {from > 0 && '…'}
      {evidenceParts(shown, shifted).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        <Part key={index} {...part} />
      ))}
    </bdi>
  );
}

function Part({ text, marked, sign }: EvidencePart): ReactNode {
  const inside = sign === null ? text : <span className={styles.sign}>{sign}</span>;
  return marked ? <mark className={styles.mark}>{inside}</mark> : inside;
}

/** A line begins where its first mark can be seen. */
function lineStart(text: string, marks: Ranges | undefined): number {
  const first = marks?.[0]?.[0] ?? 0;
  if (first <= LEAD_CHARACTERS * 2) return 0;
  const start = first - LEAD_CHARACTERS;
  // Not inside a surrogate pair.
  return /[\udc00-\udfff]/.test(text[start] ?? '') ? start - 1 : start;
}

/** Texts that cells share by number (ISO/IEC 29500-1 §18.4.9). Runs are joined; phonetic guides (`rPh`) are left out. */
import { SaxesParser } from 'saxes';
import { EvidenceError } from '../../lib/index.ts';
import { LIMITS } from '../limits.ts';
import type { SourceFile } from '../source/sourceFile.ts';

export async function sharedStrings(member: SourceFile | undefined): Promise<readonly string[]> {
  if (!member) return [];
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inPhonetic = false;
  let chars = 0;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const local = name.slice(name.indexOf(':') + 1);
    if (local === 'si') text = '';
    else if (local === 'rPh') inPhonetic = true;
    else if (local === 't') inText = !inPhonetic;
  });
  parser.on('closetag', ({ name }) => {
    const local = name.slice(name.indexOf(':') + 1);
    if (local === 'si') strings.push(text);
    else if (local === 'rPh') inPhonetic = false;
    else if (local === 't') inText = false;
  });
  parser.on('text', (piece) => {
    if (!inText) return;
    text += piece;
    chars += piece.length;
  });
  const problems: Error[] = [];
  parser.on('error', (error) => {
    problems.push(error);
  });
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of member.chunks()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (chars > LIMITS.sharedStringChars)
      throw new EvidenceError('intake.workbook-too-large', { limit: LIMITS.sharedStringChars });
    if (problems.length > 0) break;
  }
  if (problems.length === 0) parser.close();
  if (problems.length > 0) throw new EvidenceError('intake.workbook-damaged', { file: member.path }, problems[0]);
  return strings;
}

/** Names: what exFAT allows (specification §7.7.3, Table 35), how it compares and hashes them (§7.2, §7.6.4). */
import { EvidenceError } from '../../../lib/index.ts';
import { rotatingChecksum16 } from './checksum.ts';

export const NAME_UNITS_MAX = 255;
export const LABEL_UNITS_MAX = 11;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what is refused (Table 35)
const FORBIDDEN = /["*/:<>?\\|\u0000-\u001f]/;

/** Refuses what no exFAT system would show: forbidden characters, 256 units and more, lone surrogates, '.' and '..'. */
export function checkName(name: string, path: string): void {
  const allowed = name !== '' && name !== '.' && name !== '..' && !FORBIDDEN.test(name) && name.isWellFormed();
  // Windows strips a trailing dot or space, and would then not find the file.
  if (!allowed || /[. ]$/.test(name)) throw new EvidenceError('exfat.name-not-allowed', { path, name });
  if (name.length > NAME_UNITS_MAX) throw new EvidenceError('exfat.name-too-long', { path, units: name.length });
}

export function checkLabel(label: string): void {
  if (label.length > LABEL_UNITS_MAX || FORBIDDEN.test(label) || !label.isWellFormed()) {
    throw new EvidenceError('exfat.label-not-allowed', { label });
  }
}

/** Two names in one folder are the same name when these are equal. */
export function upcaseName(name: string, table: Uint16Array): string {
  let upper = '';
  for (let index = 0; index < name.length; index += 1) {
    upper += String.fromCharCode(table[name.charCodeAt(index)] as number);
  }
  return upper;
}

export function nameHash(name: string, table: Uint16Array): number {
  return rotatingChecksum16(0, new Uint8Array(Buffer.from(upcaseName(name, table), 'utf16le')));
}

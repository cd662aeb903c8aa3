/** RSMF: a mail with `X-RSMF-…` headers, or its manifest by its members. */
import type { Head } from '../../head.ts';
import { asArray, asObject, asText } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export function detectRsmf(head: Head): Detection | null {
  const header = head.lines.slice(0, 200).find((line) => /^X-RSMF-/i.test(line));
  if (header !== undefined) return { confidence: 0.98, reason: 'marker', details: { marker: header.slice(0, 60) } };
  const value = asObject(head.json?.value);
  if (value === null || asText(value.version) === null) return null;
  const has = ['participants', 'conversations', 'events'].filter((name) => asArray(value[name]).length > 0);
  return has.length >= 2
    ? { confidence: 0.96, reason: 'members', details: { members: 'version、participants、conversations、events' } }
    : null;
}

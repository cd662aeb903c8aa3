/**
 * Slack: the folders of its own export (a file a day and channel, with lists of people and channels beside them), a
 * channel as slackdump dumps it, and slackdump's chunks.
 */
import type { Head } from '../../head.ts';
import type { JsonObject } from '../../json/lossless.ts';
import { asArray, asObject, asText } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';
import { baseName } from '../../source/sourceFile.ts';

/** Lists of an export's root, by name. */
export const CHANNEL_LISTS = ['channels.json', 'groups.json', 'dms.json', 'mpims.json'];
export const PEOPLE_LIST = 'users.json';

/** Slack's time stamps name messages too: seconds and six digits. */
export function isSlackMessage(object: JsonObject | null): boolean {
  return object !== null && object.type === 'message' && /^\d{9,10}\.\d{6}$/.test(asText(object.ts) ?? '');
}

export function detectSlack(head: Head): Detection | null {
  const value = head.json?.value;
  const wrapper = asObject(value);
  const [first, dumped] = [asObject(asArray(value)[0]), asObject(asArray(wrapper?.messages)[0])];
  if (isSlackMessage(first))
    return { confidence: 0.95, reason: 'members', details: { members: 'type、ts、user、text' } };
  if (wrapper && 'channel_id' in wrapper && isSlackMessage(dumped)) {
    return { confidence: 0.96, reason: 'members', details: { members: 'channel_id、messages' } };
  }
  if (wrapper && head.json?.lines && 't' in wrapper && 'ts' in wrapper && 'id' in wrapper) {
    return { confidence: 0.9, reason: 'members', details: { members: 't、ts、id' } };
  }
  const name = baseName(head.path);
  const people = name === PEOPLE_LIST && first !== null && 'profile' in first && 'id' in first;
  const channels = CHANNEL_LISTS.includes(name) && first !== null && 'members' in first && 'id' in first;
  return people || channels ? { confidence: 0.92, reason: 'members', details: { members: name } } : null;
}

/** The folder that has the lists; null when there are none around. */
export function rootOf(path: string, siblings: readonly string[]): string | null {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const above = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  const lists = [PEOPLE_LIST, ...CHANNEL_LISTS];
  return [folder, above].find((root) => lists.some((list) => siblings.includes(`${root}${list}`))) ?? null;
}

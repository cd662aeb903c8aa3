/** chatlog: members of its JSON messages, titles of its CSV messages and of its lists of contacts and groups. */
import type { Head } from '../../head.ts';
import { asArray, asObject } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';
import { hasColumns } from '../../table/readTable.ts';

export const MESSAGE_COLUMNS = ['Time', 'SenderName', 'Sender', 'TalkerName', 'Talker', 'Content'];
export const CONTACT_COLUMNS = ['UserName', 'Alias', 'Remark', 'NickName'];
export const GROUP_COLUMNS = ['Name', 'Remark', 'NickName', 'Owner', 'UserCount'];
const MEMBERS = ['seq', 'talker', 'isChatRoom', 'sender', 'subType'];

export function detectChatlog(head: Head): Detection | null {
  for (const columns of [MESSAGE_COLUMNS, CONTACT_COLUMNS, GROUP_COLUMNS]) {
    if (!head.table || !hasColumns(head.table.columns, columns)) continue;
    return { confidence: 0.95, reason: 'columns', details: { columns: columns.join('、'), version: '' } };
  }
  const value = head.json?.value;
  // A list, the same list in its own wrapper, or what its webhook sends.
  const wrapper = asObject(value);
  const list = wrapper ? asArray(wrapper.messages ?? wrapper.items) : asArray(value);
  const first = asObject(list[0]) ?? wrapper;
  if (first === null || !MEMBERS.every((name) => name in first)) return null;
  return { confidence: 0.97, reason: 'members', details: { members: MEMBERS.join('、') } };
}

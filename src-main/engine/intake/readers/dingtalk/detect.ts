/**
 * DingTalk has no bulk archive of chats. Five sources are known by their members: the file audit of exclusive DingTalk,
 * the audit of groups with outsiders, the message list of the official command line, what robots and service accounts
 * receive, and the console's tables of log-ins and operations.
 */
import type { Head } from '../../head.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asObject } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export type DingTalkKind = 'file-audit' | 'outside-group' | 'message-list' | 'robot' | 'event';

const has = (record: JsonObject, ...names: readonly string[]): boolean => names.every((name) => name in record);

/** Which source a record is from; null when it is none of them. */
export function kindOf(value: Json | undefined): DingTalkKind | null {
  const record = asObject(value);
  if (record === null) return null;
  if (has(record, 'bizId', 'operateModule') || has(record, 'gmtCreate', 'actionView')) return 'file-audit';
  if (has(record, 'openConversationId', 'contentType', 'createAt')) return 'outside-group';
  if (has(record, 'chatbotUserId', 'conversationId') || has(record, 'robotCode', 'msgtype')) return 'robot';
  if (has(record, 'sender', 'messageType', 'createTime') && ('messageId' in record || 'openMessageId' in record))
    return 'message-list';
  const body = asObject(record.data) ?? record;
  return ('eventType' in record || 'EventType' in record) && has(body, 'msgId', 'msgType', 'createTime')
    ? 'event'
    : null;
}

export const LIST_PATHS = [
  'list[]',
  'messageList[]',
  'messages[]',
  '[]',
  'result.list[]',
  'result.messageList[]',
  'result.messages[]',
  'data.list[]',
  'data.messages[]',
];

export function detectDingTalk(head: Head): Detection | null {
  const value = asObject(head.json?.value);
  const inner = asObject(value?.result) ?? asObject(value?.data);
  const lists = [
    value?.list,
    value?.messageList,
    value?.messages,
    inner?.list,
    inner?.messageList,
    inner?.messages,
    head.json?.value,
  ];
  for (const candidate of [...lists.map((list) => asArray(list)[0]), head.json?.value]) {
    const kind = kindOf(candidate);
    if (kind !== null)
      return {
        confidence: 0.95,
        reason: 'members',
        details: {
          members: Object.keys(asObject(candidate) ?? {})
            .slice(0, 6)
            .join('、'),
        },
      };
  }
  return detectConsole(head);
}

/** Titles vary from version to version; a clock, a person and an address are in all of them. */
export function consoleColumns(columns: readonly string[]) {
  const find = (pattern: RegExp): number => columns.findIndex((column) => pattern.test(column));
  const at = {
    time: find(/^(?:操作|登录|登陆)?时间$|^(?:操作|登录)日期$/),
    person: find(/^(?:操作人|操作者|登录人|姓名|员工姓名|用户)(?:姓名)?$/),
    account: find(/工号|员工id|userid|账号|手机号/i),
    address: find(/^(?:登录)?IP(?:地址)?$/i),
    device: find(/设备|客户端|终端|平台/),
    action: find(/操作(?:类型|行为|内容|模块|详情|事件)|^事件|^行为|登录方式|登录结果/),
  };
  return at.time >= 0 && at.person >= 0 && at.address >= 0 ? at : null;
}

function detectConsole(head: Head): Detection | null {
  for (const { columns } of [...(head.table ? [head.table] : []), ...head.sheets]) {
    if (consoleColumns(columns) === null) continue;
    const confidence = /钉钉|dingtalk/i.test(head.name) ? 0.9 : 0.6;
    return { confidence, reason: 'columns', details: { columns: columns.slice(0, 8).join('、'), version: '' } };
  }
  return null;
}

/** All readers, in one list. None of them knows another; the surest one for a file reads it. */
import type { Reader } from '../reader.ts';
import { chatlab } from './chatlab/index.ts';
import { dingTalk } from './dingtalk/index.ts';
import { discord } from './discord/index.ts';
import { feishu } from './feishu/index.ts';
import { genericJson } from './generic-json/index.ts';
import { genericTable } from './generic-table/index.ts';
import { irc } from './irc/index.ts';
import { line } from './line/index.ts';
import { messenger } from './messenger/index.ts';
import { qce } from './qq-qce/index.ts';
import { qqText } from './qq-text/index.ts';
import { rsmf } from './rsmf/index.ts';
import { signalText } from './signal-text/index.ts';
import { slack } from './slack/index.ts';
import { teams } from './teams/index.ts';
import { telegram } from './telegram/index.ts';
import { chatlog } from './wechat-chatlog/index.ts';
import { memoTrace } from './wechat-memotrace/index.ts';
import { pyWxDump } from './wechat-pywxdump/index.ts';
import { weFlow } from './wechat-weflow/index.ts';
import { weCom } from './wecom-archive/index.ts';
import { weLink } from './welink/index.ts';
import { whatsApp } from './whatsapp/index.ts';

export const READERS: readonly Reader[] = [
  weCom,
  dingTalk,
  feishu,
  weLink,
  memoTrace,
  pyWxDump,
  chatlog,
  weFlow,
  chatlab,
  qqText,
  qce,
  telegram,
  whatsApp,
  line,
  discord,
  slack,
  teams,
  messenger,
  signalText,
  irc,
  rsmf,
  genericTable,
  genericJson,
];

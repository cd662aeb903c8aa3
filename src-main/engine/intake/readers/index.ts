/** All readers, in one list. None of them knows another; the surest one for a file reads it. */
import type { Reader } from '../reader.ts';
import { chatlab } from './chatlab/index.ts';
import { qqText } from './qq-text/index.ts';
import { chatlog } from './wechat-chatlog/index.ts';
import { memoTrace } from './wechat-memotrace/index.ts';
import { pyWxDump } from './wechat-pywxdump/index.ts';
import { weFlow } from './wechat-weflow/index.ts';
import { weLink } from './welink/index.ts';

export const READERS: readonly Reader[] = [memoTrace, pyWxDump, chatlog, weFlow, chatlab, qqText, weLink];

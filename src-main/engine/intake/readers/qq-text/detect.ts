/** QQ text: the message manager's export with its heading, or lines that say when and who, from either end. */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';
import { headerOf } from './header.ts';

const HEADING = '消息记录（此消息记录为文本格式，不支持重新导入）';

export function detectQqText(head: Head): Detection | null {
  if (head.text === null) return null;
  if (head.lines.slice(0, 5).some((line) => line.includes('消息记录') && line.includes('文本格式'))) {
    return { confidence: 0.98, reason: 'marker', details: { marker: HEADING } };
  }
  const headers = head.lines.flatMap((line) => headerOf(line) ?? []);
  // A name alone behind a date could stand in many logs; QQ shows numbers, addresses or group titles with it.
  const telling = headers.filter(({ account, title }) => account !== null || title !== null);
  if (telling.length === 0 || telling.length * 2 < headers.length) return null;
  return {
    confidence: 0.8,
    reason: 'lines',
    details: { found: headers.length, example: head.lines.find((line) => headerOf(line)) ?? '' },
  };
}

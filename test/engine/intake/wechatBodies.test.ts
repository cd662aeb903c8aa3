/** WeChat's own XML: what the published samples say it shows. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wechatBody } from '../../../src-main/engine/intake/wechat/bodies.ts';
import { splitLocalType, wechatType } from '../../../src-main/engine/intake/wechat/types.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

interface Sample {
  readonly type: number;
  readonly note: string;
  readonly xml: string;
  /** As the quoted test shows it: some put a word for the type and the address around the text. */
  readonly expect?: string;
}

const FILE = 'chat/wechat/wechat_xml_messages.jsonl';
const samples = hasSharedData(FILE)
  ? readFileSync(sharedData(FILE), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Sample)
  : [];

describe.runIf(samples.length > 0)('published messages in WeChat’s XML', () => {
  it.each(samples.map((sample) => [sample.note, sample] as const))('%s', (_note, { type, xml, expect: shown }) => {
    const body = wechatBody(type, 0, xml);
    expect(body.text).not.toContain('<');
    if (shown === undefined) return;
    const link = body.parts?.attachments?.find(({ kind }) => kind === 'link')?.reference;
    const words = { file: '[文件] ', link: '[链接] ', call: '[通话] ' } as const;
    const word = body.type in words ? words[body.type as keyof typeof words] : '';
    expect(`${word}${body.text}${link ? ` (${link})` : ''}`).toBe(shown);
  });

  it('a message taken back names it where the notice does', () => {
    const revoked = samples
      .filter(({ note }) => note.startsWith('revoke'))
      .map(({ type, xml }) => wechatBody(type, 0, xml));
    expect(revoked.map(({ type }) => type)).toEqual(['recalled', 'recalled', 'recalled', 'recalled']);
    expect(revoked.map(({ parts }) => parts?.revoke?.id)).toEqual(['2018511155698964390', null, null, '987654321']);
  });
});

describe('the type numbers of WeChat 4', () => {
  it.each([
    ['25769803825', 49, 6, 'file'],
    ['244813135921', 49, 57, 'text'],
    ['21474836529', 49, 5, 'link'],
    ['12884901937', 49, 3, 'music'],
    ['81604378673', 49, 19, 'forward'],
    ['141733920817', 49, 33, 'applet'],
    ['154618822705', 49, 36, 'applet'],
    ['219043332145', 49, 51, 'channel'],
    ['103079215153', 49, 24, 'note'],
    ['266287972401', 49, 62, 'nudge'],
    ['8589934592049', 49, 2000, 'transfer'],
    ['8594229559345', 49, 2001, 'red-packet'],
  ])('%s is (%i, %i)', (packed, base, subtype, type) => {
    expect(splitLocalType(packed)).toEqual({ base, subtype });
    expect(wechatType(base, subtype)).toBe(type);
  });
});

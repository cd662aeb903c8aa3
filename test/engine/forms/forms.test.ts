import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FormKind,
  type FormRecord,
  findRuleset,
  formRecord,
  lintForm,
  RULESETS,
  renderForm,
} from '../../../src-main/engine/forms/index.ts';
import { canonicalJson } from '../../../src-main/engine/lib/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import {
  SAMPLE_PICTURE,
  type SampleChanges,
  SHA256_ABC,
  SM3_ABC,
  sampleImage,
  sampleSource,
} from '../../support/formSource.ts';
import { type HtmlElement, readHtml } from '../../support/htmlText.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const FORM_KINDS: readonly FormKind[] = ['extraction-list', 'seal-record'];
const PARTY_KINDS = ['authority', 'organisation', 'appraiser'] as const;
const ruleset = findRuleset('cn-2019');

function render(form: FormKind, changes: SampleChanges = {}, language: 'zh' | 'en' = 'zh') {
  const source = sampleSource(changes);
  return renderForm(form, ruleset, formRecord(form, source), language, () => SAMPLE_PICTURE);
}

function stored(data: FormRecord, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], data);
}

/** What the printed element says, read back into the form in which it is stored. */
function readBack(field: HtmlElement, elements: readonly HtmlElement[]): string {
  const inner = elements.slice(elements.indexOf(field) + 1, elements.indexOf(field) + 2)[0];
  if (inner?.attributes['data-value'] !== undefined) return inner.attributes['data-value'];
  const time = /^(\d{4})年(\d\d)月(\d\d)日 (\d\d:\d\d:\d\d)$/.exec(field.text);
  return time ? `${time[1]}-${time[2]}-${time[3]}T${time[4]}+08:00` : field.text;
}

describe.each(FORM_KINDS)('The form %s', (form) => {
  test('says exactly what is stored, field by field', () => {
    const { html, data } = render(form);
    const elements = readHtml(html);
    const fields = elements.filter((element) => element.attributes['data-field'] !== undefined);
    let compared = 0;
    for (const field of fields) {
      const path = field.attributes['data-field'] as string;
      const value = path.startsWith('digest.') ? undefined : stored(data, path);
      if (typeof value !== 'string' || value === '') continue;
      expect(readBack(field, elements), path).toBe(value);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(40);
  });

  test('prints the SHA-256 of its own data in canonical JSON', () => {
    const { html, data } = render(form);
    const expected = createHash('sha256').update(canonicalJson(data)).digest('hex');
    const printed = readHtml(html).find((element) => element.attributes['data-field'] === 'digest.sha256');
    expect(printed?.text).toBe(expected);
  });

  test.each(PARTY_KINDS)('says nothing that its rule set forbids to %s, in either language', (partyKind) => {
    for (const language of ['zh', 'en'] as const) {
      const { html } = render(form, { partyKind }, language);
      const text = readHtml(html).find((element) => element.tag === 'body')?.text ?? '';
      expect(text).not.toMatch(/-2012/);
      expect(text).not.toContain('第二十一条');
      if (partyKind !== 'authority') expect(text).not.toMatch(/扣押|seize/);
    }
  });

  test('leaves nothing untranslated and no placeholder unfilled', () => {
    for (const language of ['zh', 'en'] as const) {
      expect(render(form, {}, language).html).not.toMatch(/\{\w+\}|form\.\w+\.|undefined|null/);
    }
  });

  test('is the same for the same facts, byte for byte', () => {
    expect(render(form).html).toBe(render(form).html);
  });

  test('runs nothing and loads nothing: no script, no handler, no address but pictures of its own', () => {
    const elements = readHtml(render(form).html);
    const tags = new Set(elements.map((element) => element.tag));
    for (const tag of ['script', 'iframe', 'object', 'embed', 'link', 'form', 'a', 'base'])
      expect(tags).not.toContain(tag);
    for (const { tag, attributes } of elements) {
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).not.toMatch(/^on|^style$|^href$/);
        if (name === 'src') expect([tag, value]).toEqual(['img', SAMPLE_PICTURE]);
      }
    }
    const policy = elements.find((element) => element.attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes.content).toMatch(/^default-src 'none'/);
    expect(policy?.attributes.content).not.toContain('unsafe');
    const style = elements.find((element) => element.tag === 'style');
    const hash = createHash('sha256')
      .update(style?.text ?? '')
      .digest('base64');
    expect(policy?.attributes.content).toContain(`'sha256-${hash}'`);
  });

  test('shows hostile text as text, whatever stands in it', () => {
    const tagsOf = (name: string) =>
      readHtml(render(form, { exhibit: { name, appearance: name } }).html).map((e) => e.tag);
    const plain = tagsOf('x');
    fc.assert(
      fc.property(fc.stringMatching(/^[<>"'&=/ a-z{}$`\\-]{1,40}$/), (name) => {
        expect(tagsOf(`<script>${name}</script><img src=x onerror=${name}>`)).toEqual(plain);
      }),
      { seed: 20261124, numRuns: 50 },
    );
  });

  test('shows characters that hide or reorder text by their code', () => {
    const { html } = render(form, { caseDetail: { title: 'fdp.\u202Eexe\u200b\u0007名' } });
    const title = readHtml(html).find((element) => element.attributes['data-field'] === 'case.title');
    expect(title?.text).toBe('fdp.U+202EexeU+200BU+0007名');
    // Line feeds and tabs are layout of the document itself; nothing else of these classes may stand in it.
    expect(html.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('Every field that the norm asks for', () => {
  const labels = (form: FormKind, partyKind: (typeof PARTY_KINDS)[number]) =>
    readHtml(render(form, { partyKind }).html)
      .filter((element) => ['th', 'h2', 'div', 'td', 'figcaption'].includes(element.tag))
      .map((element) => element.text.replace(/\s/g, ''))
      .join('|');

  test.each([
    ...[
      '案由',
      '提取对象',
      '提取内容',
      '开始时间',
      '结束时间',
      '提取地点',
      '提取方法',
      '提取过程',
      '存放地点',
      '录像文件名及校验值',
    ],
    ...[
      '序号',
      '名称（原文件名及路径）',
      '类别',
      '文件格式',
      '大小（字节）',
      '来源',
      '创建、修改、访问时间',
      '提取工具、版本及参数',
    ],
    ...['完整性校验值SHA-256', '完整性校验值SM3', 'MD5（仅供比对）', '是否压缩及压缩后校验值', '是否恢复、删除、节选'],
    ...['存储位置（介质编号）', '份数', '备注', '取证人', '持有人（提供人）', '见证人', '拒签或无法签名的原因', '日期'],
  ])('of a list of extracted data is on the form: %s', (label) => {
    expect(labels('extraction-list', 'organisation')).toContain(label);
  });

  test.each([
    ...[
      '封存编号',
      '介质名称',
      '类型',
      '品牌',
      '型号',
      '序列号',
      '容量',
      '接口',
      '扇区数',
      'HPA/DCO',
      '数量',
      '外观特征与状态',
    ],
    ...[
      '来源',
      '持有人（提供人）',
      '通电、通信状态',
      '信号屏蔽、阻断措施',
      '封装物/封条号',
      '封存方法',
      '封存前后照片',
    ],
    ...[
      '开始时间',
      '封存时间',
      '封存地点',
      '录像文件名及校验值',
      '整盘SHA-256',
      '份数',
      '备份编号及存放',
      '封存人',
      '见证人',
    ],
    ...[
      '证件种类及号码',
      '联系方式',
      '无符合条件见证人的原因',
      '解封与重封记录',
      '事由',
      '双人核准',
      '原封条号',
      '新封条号',
      '核对结果',
    ],
  ])('of a seal record is on the form: %s', (label) => {
    expect(labels('seal-record', 'organisation')).toContain(label);
  });

  test.each([
    ...[
      '文书编号',
      '案件/事项编号',
      '规则集',
      '生成时间（UTC+08:00）',
      '时钟偏差',
      '软件名称及版本',
      '软件构建哈希',
      '设备编号',
    ],
    ...['本文书数据SHA-256', '本文书数据SM3', '前链哈希', '日志校验点', '签名', '电子签名', '更正记录'],
  ])('of all documents is on both forms: %s', (label) => {
    for (const form of FORM_KINDS) expect(labels(form, 'authority')).toContain(label);
  });

  test('why a medium could not be seized is asked of an authority only', () => {
    expect(labels('extraction-list', 'authority')).toContain('不能扣押原始存储介质的原因');
    expect(labels('extraction-list', 'organisation')).toContain('登记保存');
  });
});

describe('The check of a form before signing', () => {
  const find = (form: FormKind, changes: SampleChanges = {}) =>
    lintForm(form, ruleset, formRecord(form, sampleSource(changes)), 'zh').map(
      (finding) => `${finding.code} ${finding.path}`,
    );

  test('finds a blank integrity value, and does not take MD5 for one', () => {
    const findings = find('extraction-list', { exhibit: { images: [{ ...sampleImage, hashes: { md5: 'aa' } }] } });
    expect(findings).toContain('form.missing items.0.sha256');
    expect(findings).toContain('form.missing items.0.sm3');
  });

  test('asks for a second examiner where one person alone is named', () => {
    expect(find('extraction-list')).toContain('form.signers people.examiner');
    const images = [sampleImage, { ...sampleImage, id: 'image-2', operator: 'li.si' }];
    expect(find('extraction-list', { exhibit: { images } })).not.toContain('form.signers people.examiner');
  });

  test('asks for a video where there was no witness', () => {
    const findings = find('extraction-list', { exhibit: { images: [{ ...sampleImage, witness: '' }] } });
    expect(findings).toContain('form.signers people.witness');
    expect(findings).toContain('form.video people.witness');
  });

  test('asks for pictures before and after sealing', () => {
    expect(
      find('seal-record', { exhibit: { photos: [] } }).filter((finding) => finding.startsWith('form.pictures')),
    ).toHaveLength(2);
    expect(find('seal-record').filter((finding) => finding.startsWith('form.pictures'))).toEqual([]);
  });

  test('finds what is required of the medium and was left out', () => {
    expect(find('seal-record', { exhibit: { serial: '' } })).toContain('form.missing exhibit.serial');
  });

  test('finds the citation of a replaced standard or article, and seizing by an organisation', () => {
    const cause = '按 GB/T 29360-2012 及《网络安全法》第二十一条扣押';
    const findings = (partyKind: 'authority' | 'organisation') =>
      find('extraction-list', { partyKind, caseDetail: { cause } }).filter((finding) =>
        finding.startsWith('form.forbidden'),
      );
    expect(findings('organisation')).toHaveLength(3);
    expect(findings('authority')).toHaveLength(2);
  });
});

describe('The checkpoint on a form', () => {
  test('stands as text, whole', () => {
    const { html, data } = render('seal-record');
    const printed = readHtml(html).find((element) => element.attributes['data-field'] === 'log.checkpoint');
    expect(printed?.text).toBe((data.log as FormRecord).checkpoint);
  });

  test.runIf(hasTool('zbarimg'))('is read from its QR code by a scanner', () => {
    const { html, data } = render('seal-record');
    const [, box = '', path = ''] = /<svg class="qr" viewBox="0 0 (\d+) \d+".*?<path d="([^"]+)"/.exec(html) ?? [];
    const file = join(temporaryFolder(), 'code.pgm');
    writeFileSync(file, bitmap(Number(box), path, 4));
    const { stdout } = run('zbarimg', ['--raw', '-q', file], '/');
    expect(stdout.trimEnd()).toBe(((data.log as FormRecord).checkpoint as string).trimEnd());
  });
});

test('A rule set that does not exist is refused by name', () => {
  expect(() => findRuleset('cn-1999')).toThrow(expect.objectContaining({ code: 'form.unknown-ruleset' }));
  expect(RULESETS.map(({ id, effectiveFrom }) => [id, effectiveFrom])).toEqual([['cn-2019', '2019-02-01']]);
});

test('The sample digests are those of the standards, for the text abc', () => {
  expect(createHash('sha256').update('abc').digest('hex')).toBe(SHA256_ABC);
  expect(SM3_ABC).toHaveLength(64);
});

/** Portable grey map (P5) of a path made of one-by-one squares. */
function bitmap(size: number, path: string, scale: number): Buffer {
  const pixels = Buffer.alloc((size * scale) ** 2, 255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < scale; row += 1) {
      const at = (Number(y) * scale + row) * size * scale + Number(x) * scale;
      pixels.fill(0, at, at + scale);
    }
  }
  return Buffer.concat([Buffer.from(`P5 ${size * scale} ${size * scale} 255\n`), pixels]);
}

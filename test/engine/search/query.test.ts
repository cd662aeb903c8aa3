import { describe, expect, it } from 'vitest';
import type { QueryNode } from '../../../src-main/engine/search/query/ast.ts';
import { parseQuery } from '../../../src-main/engine/search/query/parse.ts';

const CHINA = { zoneOffsetMinutes: 480 };

/** The meaning as a Lisp-like text, so that an expectation can be read. */
function meaning(node: QueryNode | null): string {
  if (!node) return '';
  switch (node.kind) {
    case 'term':
      return node.text;
    case 'field':
      return node.value.kind === 'text'
        ? `${node.field}=${node.value.text}`
        : `${node.field}=${[node.value.from, node.value.to].map((at) => (at === null ? '' : new Date(at).toISOString())).join('/')}`;
    case 'not':
      return `(not ${meaning(node.part)})`;
    case 'and':
    case 'or':
      return `(${node.kind} ${node.parts.map(meaning).join(' ')})`;
  }
}

describe('the query language', () => {
  it.each([
    ['客户+投诉+辱骂', '(and 客户 投诉 辱骂)'],
    ['客户 投诉', '(and 客户 投诉)'],
    ['"完整 短语"', '完整 短语'],
    ['“完整 短语”', '完整 短语'],
    ['退款 -已解决', '(and 退款 (not 已解决))'],
    ['退款 或 赔偿 投诉', '(or 退款 (and 赔偿 投诉))'],
    ['(退款 或 赔偿) 投诉', '(and (or 退款 赔偿) 投诉)'],
    ['（退款｜赔偿）＋投诉', '(and (or 退款 赔偿) 投诉)'],
    ['或者', '或者'],
    ['e-mail', 'e-mail'],
    ['person:张三 辱骂', '(and person=张三 辱骂)'],
    ['人：张三', 'person=张三'],
    ['类型:图片', 'type=图片'],
    ['http://example.org', 'http://example.org'],
    ['time:2024-03-01', 'time=2024-02-29T16:00:00.000Z/2024-03-01T16:00:00.000Z'],
    ['time:2024-03-01T08:30..09:15', 'time=2024-03-01T00:30:00.000Z/2024-03-01T01:16:00.000Z'],
    ['time:2024-03..', 'time=2024-02-29T16:00:00.000Z/'],
    ['   ', ''],
  ])('reads %s as %s', (query, expected) => {
    expect(meaning(parseQuery(query, CHINA))).toBe(expected);
  });

  it.each([
    ['"offen', 'search.quote-open', 1],
    ['(客户', 'search.open-without-close', 1],
    ['客户)', 'search.close-without-open', 3],
    ['客户 或', 'search.word-missing', 5],
    ['+客户', 'search.word-missing', 1],
    ['person:', 'search.value-missing', 8],
    ['time:2024-02-30', 'search.not-a-time', 6],
    ['time:2024-03-02..2024-03-01', 'search.period-reversed', 6],
    ['""', 'search.phrase-empty', 1],
  ])('says of %s that it is wrong and where', (query, code, position) => {
    expect(() => parseQuery(query, CHINA)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ position }) as unknown }),
    );
  });
});

/**
 * Query text to meaning.
 *   or := and { OR and }     and := unary { [AND] unary }     unary := NOT unary | primary
 *   primary := ( or ) | word | phrase | field value
 * Every error is an EvidenceError('search.…') with the 1-based position where it stands.
 */
import { EvidenceError } from '../../lib/index.ts';
import type { FieldName, FieldValue, QueryNode } from './ast.ts';
import { type Token, tokenize } from './lex.ts';
import { parsePeriod } from './period.ts';

export interface QueryContext {
  /** Minutes by which the display zone is ahead of UTC; a typed time is read in it. */
  readonly zoneOffsetMinutes: number;
}

/** Null for a query of blanks: nothing was asked. */
export function parseQuery(text: string, context: QueryContext): QueryNode | null {
  const tokens = tokenize(text);
  if (tokens.length === 0) return null;
  const state = { tokens, at: 0, text, context };
  const node = parseOr(state);
  const rest = state.tokens[state.at];
  if (rest) throw new EvidenceError('search.close-without-open', { position: rest.span.start + 1 });
  return node;
}

interface State {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly context: QueryContext;
  at: number;
}

function parseOr(state: State): QueryNode {
  const parts = [parseAnd(state)];
  while (state.tokens[state.at]?.kind === 'or') {
    state.at += 1;
    parts.push(parseAnd(state));
  }
  return joined('or', parts);
}

function parseAnd(state: State): QueryNode {
  const parts = [parseUnary(state)];
  for (;;) {
    const next = state.tokens[state.at];
    if (!next || next.kind === 'or' || next.kind === 'close') return joined('and', parts);
    if (next.kind === 'and') state.at += 1;
    parts.push(parseUnary(state));
  }
}

function parseUnary(state: State): QueryNode {
  const token = state.tokens[state.at];
  if (token?.kind !== 'not') return parsePrimary(state);
  state.at += 1;
  const part = parseUnary(state);
  return { kind: 'not', part, span: { start: token.span.start, end: part.span.end } };
}

function parsePrimary(state: State): QueryNode {
  const token = state.tokens[state.at];
  if (!token) throw new EvidenceError('search.word-missing', { position: state.text.length + 1 });
  state.at += 1;
  switch (token.kind) {
    case 'word':
      return { kind: 'term', text: token.text, span: token.span };
    case 'phrase':
      if (token.text === '') throw new EvidenceError('search.phrase-empty', { position: token.span.start + 1 });
      return { kind: 'term', text: token.text, span: token.span };
    case 'field':
      return parseField(state, token);
    case 'open':
      return parseGroup(state, token);
    case 'and':
    case 'or':
    case 'not':
    case 'close':
      throw new EvidenceError('search.word-missing', { position: token.span.start + 1 });
  }
}

function parseGroup(state: State, open: Token): QueryNode {
  const inner = parseOr(state);
  if (state.tokens[state.at]?.kind !== 'close') {
    throw new EvidenceError('search.open-without-close', { position: open.span.start + 1 });
  }
  state.at += 1;
  return inner;
}

const FIELDS: Readonly<Record<string, FieldName>> = {
  person: 'person',
  人: 'person',
  人员: 'person',
  group: 'group',
  群: 'group',
  会话: 'group',
  type: 'type',
  类型: 'type',
  time: 'time',
  时间: 'time',
};

function parseField(state: State, token: Extract<Token, { kind: 'field' }>): QueryNode {
  const value = state.tokens[state.at];
  if (value?.kind !== 'word' && value?.kind !== 'phrase') {
    throw new EvidenceError('search.value-missing', { field: token.name, position: token.span.end + 1 });
  }
  state.at += 1;
  const field = FIELDS[token.name.toLowerCase()] as FieldName;
  const fieldValue: FieldValue =
    field === 'time'
      ? parsePeriod(value.text, state.context.zoneOffsetMinutes, value.span.start + 1)
      : { kind: 'text', text: value.text };
  return { kind: 'field', field, value: fieldValue, span: { start: token.span.start, end: value.span.end } };
}

function joined(kind: 'and' | 'or', parts: readonly QueryNode[]): QueryNode {
  const first = parts[0] as QueryNode;
  const last = parts[parts.length - 1] as QueryNode;
  return parts.length === 1 ? first : { kind, parts, span: { start: first.span.start, end: last.span.end } };
}

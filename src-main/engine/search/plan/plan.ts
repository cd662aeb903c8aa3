/** How a query is answered: what the index is asked, what is checked on each candidate, and which stretch of time it spans. */
import type { ReadDb } from '../../vault/index.ts';
import { fold } from '../fold/fold.ts';
import { type Grant, isInside, type MessageFacts } from '../grant.ts';
import type { QueryNode } from '../query/ast.ts';
import { occurrenceFinder, type SearchMode } from '../terms/match.ts';
import type { SoundVocabulary } from '../terms/vocabulary.ts';
import { idsNamed } from './people.ts';
import { ALL, allOf, anyOf, type Superset, supersetOfIds, supersetOfTerm } from './superset.ts';

export interface Plan {
  readonly candidates: Superset;
  /** Null when every candidate in the span is a hit. */
  readonly check: ((message: MessageFacts & { readonly text: string }) => boolean) | null;
  /** UTC milliseconds, start inclusive, end exclusive. With either set, undated messages are outside. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface PlanContext {
  readonly db: ReadDb;
  readonly grant: Grant;
  readonly mode: SearchMode;
  /** Read only when a query needs it. */
  readonly vocabulary: () => SoundVocabulary;
}

type Check = (message: MessageFacts, folded: string) => boolean;

interface Part {
  readonly candidates: Superset;
  readonly check: Check;
}

export function planQuery(query: QueryNode | null, context: PlanContext): Plan {
  const { grant } = context;
  const scope = allOf([
    grant.conversations ? supersetOfIds('conversation', grant.conversations) : ALL,
    grant.senders ? supersetOfIds('sender', grant.senders) : ALL,
    grant.types ? supersetOfIds('type', grant.types) : ALL,
  ]);
  const span = { from: grant.from, to: grant.to };
  const asked = query ? partOf(query, context) : null;
  const candidates = allOf([scope, asked?.candidates ?? ALL]);
  // The grant is checked on every candidate again, whatever the index said: it is the wall.
  const check = (message: MessageFacts & { text: string }): boolean =>
    isInside(grant, message) && (asked === null || asked.check(message, fold(message.text)));
  const scopeKnown = (scope.kind === 'all' && isUnlimited(grant)) || (scope.kind === 'match' && scope.exact);
  const askedKnown = asked === null || (asked.candidates.kind === 'match' && asked.candidates.exact);
  return { candidates, check: scopeKnown && askedKnown ? null : check, ...span, ...narrowed(query, span) };
}

function isUnlimited({ conversations, senders, types }: Grant): boolean {
  return conversations === null && senders === null && types === null;
}

function partOf(node: QueryNode, context: PlanContext): Part {
  switch (node.kind) {
    case 'term': {
      const find = occurrenceFinder(fold(node.text), context.mode);
      return {
        candidates: supersetOfTerm(node.text, context.mode, context.vocabulary),
        check: (_message, folded) => find(folded, 0) !== null,
      };
    }
    case 'field':
      return partOfField(node, context);
    case 'not': {
      const { check } = partOf(node.part, context);
      return { candidates: ALL, check: (message, folded) => !check(message, folded) };
    }
    case 'and': {
      const parts = node.parts.map((part) => partOf(part, context));
      return {
        candidates: allOf(parts.map((part) => part.candidates)),
        check: (message, folded) => parts.every((part) => part.check(message, folded)),
      };
    }
    case 'or': {
      const parts = node.parts.map((part) => partOf(part, context));
      return {
        candidates: anyOf(parts.map((part) => part.candidates)),
        check: (message, folded) => parts.some((part) => part.check(message, folded)),
      };
    }
  }
}

function partOfField(node: Extract<QueryNode, { kind: 'field' }>, { db }: PlanContext): Part {
  const { field, value } = node;
  if (value.kind === 'period') {
    const { from, to } = value;
    return {
      candidates: ALL,
      check: ({ at }) => at !== null && (from === null || at >= from) && (to === null || at < to),
    };
  }
  const ids = idsNamed(db, field as Exclude<typeof field, 'time'>, value.text);
  const wanted = new Set(ids);
  switch (field) {
    case 'person':
      return {
        candidates: supersetOfIds('sender', ids),
        check: (m) => m.sender_id !== null && wanted.has(m.sender_id),
      };
    case 'group':
      return { candidates: supersetOfIds('conversation', ids), check: (m) => wanted.has(m.conversation_id) };
    case 'type':
    case 'time':
      return { candidates: supersetOfIds('type', ids), check: (m) => wanted.has(m.type) };
  }
}

/** Times that the whole query is bound to narrow the stretch that is walked; those under OR or NOT do not. */
function narrowed(query: QueryNode | null, span: { from: number | null; to: number | null }) {
  const conjuncts = query?.kind === 'and' ? query.parts : query ? [query] : [];
  return conjuncts.reduce((narrow, node) => {
    if (node.kind !== 'field' || node.value.kind !== 'period') return narrow;
    const { from, to } = node.value;
    return {
      from: from === null ? narrow.from : Math.max(from, narrow.from ?? from),
      to: to === null ? narrow.to : Math.min(to, narrow.to ?? to),
    };
  }, span);
}

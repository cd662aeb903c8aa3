/**
 * What a search may see. Every search takes a grant: a query without one cannot be expressed. The room of retrieval makes
 * grants of approved requests; nobody else calls `grantOf`.
 */
import type { Brand } from '../lib/index.ts';

export interface GrantScope {
  readonly caseId: string;
  /** Null: no limit of this kind. Ids are those of the case's store. */
  readonly conversations: readonly number[] | null;
  readonly senders: readonly number[] | null;
  /** Numbers of MESSAGE_TYPES. */
  readonly types: readonly number[] | null;
  /** UTC milliseconds, start inclusive, end exclusive. With either set, undated messages are outside. */
  readonly from: number | null;
  readonly to: number | null;
}

export type Grant = Brand<GrantScope & { readonly id: string }, 'Grant'>;

export function grantOf(id: string, scope: GrantScope): Grant {
  return { ...scope, id } as Grant;
}

export interface MessageFacts {
  readonly conversation_id: number;
  readonly sender_id: number | null;
  readonly type: number;
  readonly at: number | null;
}

/** The plain rule that every way through the index must agree with. */
export function isInside(scope: GrantScope, message: MessageFacts): boolean {
  const { conversations, senders, types, from, to } = scope;
  if (conversations && !conversations.includes(message.conversation_id)) return false;
  if (senders && (message.sender_id === null || !senders.includes(message.sender_id))) return false;
  if (types && !types.includes(message.type)) return false;
  if (from !== null && (message.at === null || message.at < from)) return false;
  if (to !== null && (message.at === null || message.at >= to)) return false;
  return true;
}

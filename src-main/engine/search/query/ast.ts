/** What a query means, with the place of each part in the text that was typed (UTF-16 offsets, end exclusive). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type QueryNode =
  | { readonly kind: 'term'; readonly text: string; readonly span: Span }
  | { readonly kind: 'field'; readonly field: FieldName; readonly value: FieldValue; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly QueryNode[]; readonly span: Span }
  | { readonly kind: 'not'; readonly part: QueryNode; readonly span: Span };

export type FieldName = 'person' | 'group' | 'type' | 'time';

export type FieldValue =
  | { readonly kind: 'text'; readonly text: string }
  /** UTC milliseconds, start inclusive, end exclusive; an open side is null. */
  | { readonly kind: 'period'; readonly from: number | null; readonly to: number | null };

/** The terms a hit may be highlighted for: those not under a negation. */
export function positiveTerms(node: QueryNode): readonly string[] {
  switch (node.kind) {
    case 'term':
      return [node.text];
    case 'field':
    case 'not':
      return [];
    case 'and':
    case 'or':
      return node.parts.flatMap(positiveTerms);
  }
}

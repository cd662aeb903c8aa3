/**
 * What is put into the full-text index for a folded text, and what is asked of it.
 *
 * A text is cut at white space. Each piece gives the pair of characters at every position and its last character alone,
 * so that every character begins exactly one token. A single character is then a prefix query, a longer piece the AND of
 * its pairs: a superset of the true hits for three characters and more, exact for one and two.
 * Characters are code points; control characters separate like white space.
 */
const SEPARATOR = /[\s\p{Cc}]+/u;

export function piecesOf(folded: string): string[] {
  return folded.split(SEPARATOR).filter((piece) => piece !== '');
}

/** Tokens separated by one blank, ready for an fts5 table whose tokenizer splits at blanks only. */
export function indexedTokens(folded: string): string {
  const tokens = new Set<string>();
  for (const piece of piecesOf(folded)) {
    const characters = [...piece];
    for (let at = 0; at + 1 < characters.length; at += 1) {
      tokens.add((characters[at] as string) + (characters[at + 1] as string));
    }
    tokens.add(characters[characters.length - 1] as string);
  }
  return [...tokens].join(' ');
}

export interface GramQuery {
  /** fts5 expression, or null when the index can tell nothing of this term. */
  readonly match: string | null;
  /** True when every row that matches contains the term: no text needs to be read. */
  readonly exact: boolean;
}

export function gramQuery(foldedTerm: string): GramQuery {
  const pieces = piecesOf(foldedTerm);
  if (pieces.length === 0) return { match: null, exact: false };
  const tokens = new Set<string>();
  for (const piece of pieces) {
    const characters = [...piece];
    if (characters.length === 1) tokens.add(`${quoted(piece)}*`);
    for (let at = 0; at + 1 < characters.length; at += 1) {
      tokens.add(quoted((characters[at] as string) + (characters[at + 1] as string)));
    }
  }
  const exact = pieces.length === 1 && pieces[0] === foldedTerm && [...foldedTerm].length <= 2;
  return { match: [...tokens].join(' AND '), exact };
}

/** An fts5 string: quotes doubled (SQLite FTS5, "Full-text Query Syntax"). */
function quoted(token: string): string {
  return `"${token.replaceAll('"', '""')}"`;
}

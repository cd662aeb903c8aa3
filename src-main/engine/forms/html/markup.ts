/**
 * HTML that is safe by its type: whatever is put into an `html` template is escaped unless it is `Html` already, so text
 * of the evidence can never become a tag, an attribute or a script. Characters that cannot be seen or that reorder what
 * is read (bidirectional controls, zero-width and control characters) are shown by their code.
 */
export class Html {
  readonly source: string;

  /** Only for literals of this room; text goes through `html`. */
  constructor(source: string) {
    this.source = source;
  }
}

export function html(literals: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  let source = literals[0] ?? '';
  values.forEach((value, index) => {
    source += insert(value) + (literals[index + 1] ?? '');
  });
  return new Html(source);
}

function insert(value: string | Html | readonly Html[]): string {
  if (value instanceof Html) return value.source;
  if (typeof value === 'string') return escapeText(value);
  return value.map((part) => part.source).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Everything Unicode calls control, format, surrogate, line or paragraph separator, or ignorable by default, except line
 * feed, tab and the variation selectors that Chinese names need.
 */
const UNSEEN = /(?![\n\t]|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text as a reader must see it: what cannot be seen stands as its code in a box, `U+202E`. */
export function seen(text: string): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    parts.push(html`${text.slice(from, match.index)}<span class="unseen">U+${code}</span>`);
    from = match.index + match[0].length;
  }
  return html`${parts}${text.slice(from)}`;
}

/** HTML read by a simple scanner of tags: enough for documents that this project writes itself, strict about the rest. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside, entities resolved. */
  text: string;
}

const VOID = new Set(['meta', 'img', 'br', 'col']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Every element in the order of its start tag; throws on anything that is not well nested. */
export function readHtml(source: string): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  const open: HtmlElement[] = [];
  for (const [, text, closing, tag, rest = ''] of source.matchAll(/([^<]*)(?:<(\/?)([a-zA-Z!][\w]*)([^>]*)>)?/g)) {
    for (const element of open) element.text += decode(text ?? '');
    if (tag === undefined || tag.startsWith('!')) continue;
    if (closing) {
      const last = open.pop();
      if (last?.tag !== tag) throw new Error(`</${tag}> closes <${last?.tag}>`);
      continue;
    }
    const element = { tag, attributes: attributesOf(rest), text: '' };
    found.push(element);
    if (!VOID.has(tag) && !rest.endsWith('/')) open.push(element);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.tag}> is never closed`);
  return found;
}

function attributesOf(source: string): Record<string, string> {
  const pairs = [...source.matchAll(/([\w-]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]));
}

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

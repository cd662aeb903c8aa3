/**
 * Small pieces of XML as trees: message bodies, rows, lists of parts. Entities are never fetched or expanded beyond the
 * five of XML itself, and depth and number of elements are bounded.
 */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** Without namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text and CDATA of the element itself, in order. */
  readonly text: string;
}

const MOST_ELEMENTS = 100_000;
const DEEPEST = 100;

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Null when it is not well-formed or exceeds the bounds. */
export function parseXml(source: string): XmlElement | null {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  let elements = 0;
  const parser = new SaxesParser({ fragment: !source.trimStart().startsWith('<?xml') });
  let failures = 0;
  parser.on('error', () => {
    failures += 1;
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (open.length > DEEPEST || elements > MOST_ELEMENTS) failures += 1;
    const attributes: Record<string, string> = {};
    for (const [key, value] of Object.entries(tag.attributes as Record<string, string>))
      attributes[localName(key)] = value;
    const element = { name: localName(tag.name), attributes, children: [], text: '' };
    if (failures === 0) open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    if (open.length > 1) open.pop();
  });
  const addText = (text: string): void => {
    const top = open.at(-1);
    if (top) top.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source).close();
  return failures > 0 ? null : (root.children[0] ?? null);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first child of that name, going down a path of names. */
export function childOf(element: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  let at = element;
  for (const name of path) at = at?.children.find((child) => child.name === name) ?? null;
  return at;
}

/** Text of the child at the path, without the white space around it; empty when there is none. */
export function childText(element: XmlElement | null, ...path: readonly string[]): string {
  return childOf(element, ...path)?.text.trim() ?? '';
}

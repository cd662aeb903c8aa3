/** Names of files and folders in a package: what every file system takes, exFAT and Windows included. */

/** `"*:<>?\|/` and control characters are refused by exFAT (specification §7.7.3); a percent sign would be encoded in bags. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is replaced
const NOT_IN_NAMES = /[\u0000-\u001f\u007f"*:<>?\\|/%]/g;
/** Names that Windows keeps for devices, whatever the extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MOST_CHARACTERS = 80;

/** NFC; what cannot stand in a name becomes `_`. Two different texts may give the same name. */
export function safeName(text: string): string {
  const replaced = [...text.normalize('NFC').replace(NOT_IN_NAMES, '_')].slice(0, MOST_CHARACTERS).join('');
  const trimmed = replaced.replace(/[. ]+$/, '');
  return trimmed === '' || DEVICES.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** A safe name for each text, in order, no two of them the same to a system that does not tell upper from lower case. */
export function distinctNames(texts: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const base = safeName(text);
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${base}-${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

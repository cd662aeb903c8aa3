/** Which values of a document are records: `messages[]`, `chats.list[].messages[]`, `*.messages[]`, `[]`. */
export type JsonPath = readonly string[];

/** Segments are member names, `*` for any name, and `[]` for the elements of an array. */
export function jsonPath(text: string): JsonPath {
  return text.split('.').flatMap((step) => {
    const name = step.replace(/(?:\[\])+$/, '');
    const arrays = (step.length - name.length) / 2;
    return [...(name === '' ? [] : [name]), ...Array<string>(arrays).fill('[]')];
  });
}

/** Index of the path that `at` fulfils, or -1. */
export function matchingPath(paths: readonly JsonPath[], at: readonly string[]): number {
  return paths.findIndex(
    (path) => path.length === at.length && path.every((step, i) => step === at[i] || (step === '*' && at[i] !== '[]')),
  );
}

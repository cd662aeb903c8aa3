/** Which rows are selected: a range between where it was begun and where the cursor stands. */
export interface Range {
  readonly anchor: number;
  readonly cursor: number;
}

export function rangeHolds({ anchor, cursor }: Range, index: number): boolean {
  return index >= Math.min(anchor, cursor) && index <= Math.max(anchor, cursor);
}

type Key = Pick<React.KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** The range after a key, or null where the key moves nothing. J and K as the arrows; Shift extends. */
export function rangeAfterKey(event: Key, range: Range | null, total: number, pageRows: number): Range | null {
  if (total === 0 || event.ctrlKey || event.altKey || event.metaKey) return null;
  const from = range?.cursor ?? -1;
  const to = targetOf(event.key.toLowerCase(), from, total, pageRows);
  if (to === null) return null;
  const cursor = Math.max(0, Math.min(total - 1, to));
  return { anchor: event.shiftKey && range ? range.anchor : cursor, cursor };
}

function targetOf(key: string, from: number, total: number, pageRows: number): number | null {
  switch (key) {
    case 'arrowdown':
    case 'j':
      return from + 1;
    case 'arrowup':
    case 'k':
      return from < 0 ? total - 1 : from - 1;
    case 'pagedown':
      return from + pageRows;
    case 'pageup':
      return from - pageRows;
    case 'home':
      return 0;
    case 'end':
      return total - 1;
    default:
      return null;
  }
}

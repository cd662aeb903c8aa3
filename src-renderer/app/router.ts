/** Addresses inside the window: `#/cases/<id>?tab=…`. The only code that reads or writes `location.hash`. */
import { makeStore, useStore } from './store.ts';

export interface Route {
  /** First part: the area, '' for none. */
  readonly area: string;
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [area = '', ...rest] = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { area, rest, query: new URLSearchParams(query) };
}

const routeStore = makeStore(parse(location.hash));
window.addEventListener('hashchange', () => routeStore.set(parse(location.hash)));

export function useRoute(): Route {
  return useStore(routeStore);
}

/** `link('cases', id)` → `#/cases/<id>`; query values that are null are left out. */
export function link(area: string, ...rest: readonly (string | Readonly<Record<string, string | null>>)[]): string {
  const parts = rest.filter((part) => typeof part === 'string').map(encodeURIComponent);
  const query = new URLSearchParams();
  for (const part of rest) {
    if (typeof part === 'string') continue;
    for (const [name, value] of Object.entries(part)) if (value !== null) query.set(name, value);
  }
  const path = `#/${[area, ...parts].join('/')}`;
  return query.size > 0 ? `${path}?${query}` : path;
}

export function go(to: string): void {
  location.hash = to;
}

/** As `go`, without a step to come back to: for an address that only says how to begin. */
export function replace(to: string): void {
  history.replaceState(null, '', to);
  routeStore.set(parse(location.hash));
}

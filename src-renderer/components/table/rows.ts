/** Where rows come from: all of them in memory, or pages of a list too long for that, fetched as they come into view. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { asEngineError, type EngineError } from '../../app/engine.ts';

/** A long list of which only what was looked at is here. `rowAt` gives null for a row that is still on its way. */
export interface PagedRows<Row> {
  readonly total: number;
  readonly rowAt: (index: number) => Row | null;
  readonly show: (from: number, to: number) => void;
  /** Where a row stands that was not picked here (an address that names it); null when that is not known. */
  readonly indexOf?: (id: string) => number | null;
}

export interface Pages<Row> extends PagedRows<Row> {
  /** False until the first page came. */
  readonly ready: boolean;
  readonly error: EngineError | null;
  readonly reload: () => void;
}

interface Loaded<Row> {
  readonly question: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
}

const PAGE_ROWS = 200;

export type FetchPage<Row> = (offset: number, limit: number) => Promise<{ total: number; rows: readonly Row[] }>;

/** `question` says what is listed: another one starts over. */
export function usePages<Row>(question: string, fetchPage: FetchPage<Row>): Pages<Row> {
  const [round, setRound] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<Row> | null>(null);
  const [error, setError] = useState<EngineError | null>(null);
  const asked = useRef({ question: '', pages: new Set<number>() });
  const current = `${question} ${round}`;

  const load = useCallback(
    (page: number) => {
      if (asked.current.question !== current) asked.current = { question: current, pages: new Set() };
      if (asked.current.pages.has(page)) return;
      asked.current.pages.add(page);
      fetchPage(page * PAGE_ROWS, PAGE_ROWS).then(
        ({ total, rows }) =>
          asked.current.question === current &&
          setLoaded((last) => ({
            question: current,
            total,
            pages: new Map(last?.question === current ? last.pages : []).set(page, rows),
          })),
        (thrown: unknown) => {
          asked.current.pages.delete(page);
          setError(asEngineError(thrown));
        },
      );
    },
    [current, fetchPage],
  );

  useEffect(() => load(0), [load]);

  const known = loaded?.question === current ? loaded : null;
  const rowAt = useCallback(
    (index: number) => known?.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null,
    [known],
  );
  const show = useCallback(
    (from: number, to: number) => {
      for (let page = Math.floor(from / PAGE_ROWS); page <= Math.floor(to / PAGE_ROWS); page += 1) load(page);
    },
    [load],
  );
  const reload = useCallback(() => {
    setError(null);
    setRound((last) => last + 1);
  }, []);
  return { total: known?.total ?? 0, rowAt, show, ready: known !== null, error, reload };
}

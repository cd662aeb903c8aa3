/**
 * One open search: the first page with the answer itself, other pages as they come into view, the exact number by asking
 * until it is complete. Another question, or leaving, closes what was open.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOutput, SearchHit } from '../../../src-preload/contract/index.ts';
import { asEngineError, call, type EngineError } from '../../app/engine.ts';
import type { PagedRows } from '../../components/table/rows.ts';
import type { Question } from './question.ts';

type State = CallOutput<'search.state'>;
type Opened = CallOutput<'search.open'>;

export interface SearchResult {
  /** Null until something was asked. */
  readonly state: State | null;
  readonly rows: PagedRows<SearchHit>;
  readonly busy: boolean;
  /** What is wrong with the query, to be shown in it. */
  readonly queryError: EngineError | null;
  readonly error: EngineError | null;
  readonly ask: (question: Question) => void;
  readonly clear: () => void;
}

const PAGE_ROWS = 200;
/** Far more than a screen, far less than a million rows: what was looked at longest ago is fetched again. */
const MOST_PAGES = 40;
const LOOK_EVERY_MS = 400;

type Pages = ReadonlyMap<number, readonly SearchHit[]>;
const NO_PAGES: Pages = new Map();

export function useSearchResult(grantId: string): SearchResult {
  const [state, setState] = useState<State | null>(null);
  const [pages, setPages] = useState<Pages>(NO_PAGES);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<EngineError | null>(null);
  /** The answer that counts: one that comes late, for an earlier question, is closed and forgotten. */
  const round = useRef(0);
  const openId = useRef<number | null>(null);
  const underway = useRef(new Set<number>());

  const close = useCallback(
    (resultId: number | null) => {
      // Nothing waits for it: a result that is gone already is closed as well.
      if (resultId !== null) call('search.close', { grantId, resultId }).catch(() => undefined);
    },
    [grantId],
  );

  useEffect(
    () => () => {
      round.current += 1;
      close(openId.current);
    },
    [close],
  );

  const begin = useCallback((opened: Opened) => {
    const { hits, ...first } = opened;
    openId.current = opened.resultId;
    underway.current = new Set();
    setState(first);
    setPages(new Map([[0, hits]]));
  }, []);

  const ask = useCallback(
    ({ query, mode, order }: Question) => {
      round.current += 1;
      const mine = round.current;
      close(openId.current);
      openId.current = null;
      setBusy(true);
      setError(null);
      const zoneOffsetMinutes = -new Date().getTimezoneOffset();
      call('search.open', { grantId, query, mode, order, zoneOffsetMinutes, limit: PAGE_ROWS })
        .then(
          (opened) => (mine === round.current ? begin(opened) : close(opened.resultId)),
          (thrown: unknown) => {
            if (mine !== round.current) return;
            setState(null);
            setPages(NO_PAGES);
            setError(asEngineError(thrown));
          },
        )
        .finally(() => mine === round.current && setBusy(false));
    },
    [grantId, begin, close],
  );

  const resultId = state?.resultId ?? null;
  const counting = state !== null && !state.complete;
  useEffect(() => {
    if (resultId === null || !counting) return;
    const timer = setInterval(() => {
      call('search.state', { grantId, resultId }).then(
        (next) => openId.current === resultId && setState(next),
        (thrown: unknown) => openId.current === resultId && setError(asEngineError(thrown)),
      );
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [grantId, resultId, counting]);

  const load = useCallback(
    (page: number) => {
      if (resultId === null || underway.current.has(page)) return;
      underway.current.add(page);
      call('search.rows', { grantId, resultId, offset: page * PAGE_ROWS, limit: PAGE_ROWS })
        .then(
          ({ hits, ...next }) => {
            if (openId.current !== resultId) return;
            setState(next);
            setPages((last) => latest(new Map(last).set(page, hits)));
          },
          (thrown: unknown) => openId.current === resultId && setError(asEngineError(thrown)),
        )
        .finally(() => underway.current.delete(page));
    },
    [grantId, resultId],
  );

  const rowAt = useCallback(
    (index: number) => pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null,
    [pages],
  );
  const show = useCallback(
    (from: number, to: number) => {
      for (let page = Math.floor(from / PAGE_ROWS); page <= Math.floor(to / PAGE_ROWS); page += 1)
        if (!pages.has(page)) load(page);
    },
    [pages, load],
  );

  const inQuery = error !== null && typeof error.details.position === 'number';
  return {
    state,
    rows: { total: state?.found ?? 0, rowAt, show },
    busy,
    queryError: inQuery ? error : null,
    error: inQuery ? null : error,
    ask,
    clear: () => setError(null),
  };
}

/** A map keeps the order in which its keys came. */
function latest(pages: Map<number, readonly SearchHit[]>): Pages {
  for (const page of pages.keys()) {
    if (pages.size <= MOST_PAGES) break;
    pages.delete(page);
  }
  return pages;
}

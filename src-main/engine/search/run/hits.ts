/**
 * Walks the hits of a plan in the order of time, as lazily as they are asked for: within a run ids rise with time, so the
 * index gives them in order; several runs are merged. Messages of the same time come in the order of their ids; undated
 * ones come last, going forward or back.
 */
import type { ReadDb } from '../../vault/index.ts';
import type { MessageFacts } from '../grant.ts';
import type { Plan } from '../plan/plan.ts';

export type Order = 'oldest-first' | 'newest-first';

export interface HitPlace {
  readonly id: number;
  readonly at: number | null;
}

interface Run {
  readonly first_id: number;
  readonly last_id: number;
  readonly min_at: number | null;
  readonly max_at: number | null;
}

type Row = MessageFacts & { readonly text: string };

const ROW = 'SELECT conversation_id, sender_id, type, at, text FROM message WHERE id = ?';

export function* walkHits(db: ReadDb, plan: Plan, order: Order): Generator<HitPlace> {
  if (plan.candidates.kind === 'none') return;
  const runs = db.read<Run>('SELECT * FROM run ORDER BY first_id');
  const dated = runs.filter((run) => touches(run, plan));
  yield* merged(db, plan, dated, order);
  if (plan.from === null && plan.to === null) {
    for (const run of runs.filter(({ min_at }) => min_at === null)) yield* hitsOfRun(db, plan, run, order);
  }
}

function touches({ min_at, max_at }: Run, { from, to }: Plan): boolean {
  return min_at !== null && max_at !== null && (from === null || max_at >= from) && (to === null || min_at < to);
}

/** A run is opened only when the walk has come to where it begins. */
function* merged(db: ReadDb, plan: Plan, runs: readonly Run[], order: Order): Generator<HitPlace> {
  const forward = order === 'oldest-first';
  const edge = (run: Run): number => (forward ? (run.min_at as number) : -(run.max_at as number));
  const rank = (hit: HitPlace): number => (forward ? (hit.at as number) : -(hit.at as number));
  const waiting = [...runs].sort((a, b) => edge(b) - edge(a));
  const open: { hit: HitPlace; readonly rest: Generator<HitPlace> }[] = [];
  try {
    for (;;) {
      let least = open[0];
      for (const one of open) {
        if (!least || before(one.hit, least.hit, rank, forward)) least = one;
      }
      const next = waiting.at(-1);
      if (next && (!least || edge(next) <= rank(least.hit))) {
        waiting.pop();
        const rest = hitsOfRun(db, plan, next, order);
        const first = rest.next();
        if (!first.done) open.push({ hit: first.value, rest });
        continue;
      }
      if (!least) return;
      yield least.hit;
      const following = least.rest.next();
      if (following.done) open.splice(open.indexOf(least), 1);
      else least.hit = following.value;
    }
  } finally {
    // A walk that is given up lets go of its statements: an open one would keep the store from being closed.
    for (const { rest } of open) rest.return(undefined);
  }
}

function before(a: HitPlace, b: HitPlace, rank: (hit: HitPlace) => number, forward: boolean): boolean {
  return rank(a) < rank(b) || (rank(a) === rank(b) && (forward ? a.id < b.id : a.id > b.id));
}

function* hitsOfRun(db: ReadDb, plan: Plan, run: Run, order: Order): Generator<HitPlace> {
  const direction = order === 'oldest-first' ? 'ASC' : 'DESC';
  const first = plan.from === null ? run.first_id : firstAtOrAfter(db, run, plan.from);
  const last = plan.to === null ? run.last_id : firstAtOrAfter(db, run, plan.to) - 1;
  if (first > last) return;
  const ids =
    plan.candidates.kind === 'match'
      ? db.iterateColumn<number>(
          `SELECT rowid FROM message_index WHERE message_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid ${direction}`,
          plan.candidates.expression,
          first,
          last,
        )
      : db.iterateColumn<number>(
          `SELECT id FROM message WHERE id BETWEEN ? AND ? ORDER BY id ${direction}`,
          first,
          last,
        );
  for (const id of ids) {
    const row = db.readOne<Row>(ROW, id) as Row;
    if (plan.check === null || plan.check(row)) yield { id, at: row.at };
  }
}

/** Least id of the run whose time is `at` or later; one past its last id when there is none. */
function firstAtOrAfter(db: ReadDb, run: Run, at: number): number {
  let low = run.first_id;
  let high = run.last_id + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = db.readOne<{ at: number }>('SELECT at FROM message WHERE id = ?', middle) as { at: number };
    if (found.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many hits there are. Where the index alone decides, no text is read. */
export function countHits(db: ReadDb, plan: Plan): number {
  if (plan.candidates.kind === 'match' && plan.check === null && plan.from === null && plan.to === null) {
    const counted = db.readOne<{ hits: number }>(
      'SELECT count(*) AS hits FROM message_index WHERE message_index MATCH ?',
      plan.candidates.expression,
    ) as { hits: number };
    return counted.hits;
  }
  let hits = 0;
  for (const _hit of walkHits(db, plan, 'oldest-first')) hits += 1;
  return hits;
}

/**
 * What people add to the records of a grant: marks and notes, selections, saved searches. The records themselves are not
 * touched, and nothing added is ever taken away.
 */
import { randomUUID } from 'node:crypto';
import type { CallOutput, CallParsed, Mark, SavedSearch, Selection } from '../../../src-preload/contract/index.ts';
import type { Recorder } from '../cases/index.ts';
import { RefusedError, sha256Of } from '../lib/index.ts';
import type { Grant, GrantScope, Hit, Searcher } from '../search/index.ts';
import type { WriteDb } from '../vault/index.ts';
import {
  type ChosenRecord,
  insertMark,
  insertSavedSearch,
  insertSelection,
  marksOf,
  savedSearchesOf,
  selectedIds,
  selectionsOf,
} from './markTable.ts';

export interface AnnotationsOptions {
  readonly db: WriteDb;
  readonly recorder: Recorder;
  readonly grantFor: (grantId: string) => Grant;
  /** Throws `RefusedError('grant.no-archive')` for a level that may not keep what it finds. */
  readonly checkArchive: (grantId: string) => void;
  /** Throws `RefusedError('grant.result-reviewed')`: what was reviewed is not added to. */
  readonly checkUnreviewed: (grantId: string) => void;
  readonly searcher: (caseId: string) => Searcher;
  /** Every record that an open search finds. */
  readonly recordsOf: (grantId: string, resultId: number) => Promise<readonly ChosenRecord[]>;
  /** See `SearchesOptions.watch`; hands the hits on. */
  readonly shown: (grantId: string, hits: readonly Hit[]) => CallOutput<'selection.rows'>;
  readonly actor: string;
}

export interface Annotations {
  mark(input: CallParsed<'mark.add'>): Promise<Mark>;
  marks(grantId: string, messageId: number | null): Promise<Mark[]>;
  select(input: CallParsed<'selection.create'>): Promise<Selection>;
  selections(grantId: string): Selection[];
  selected(grantId: string, id: string, offset: number, limit: number): Promise<CallOutput<'selection.rows'>>;
  save(input: CallParsed<'search.save'>): SavedSearch;
  saved(grantId: string): SavedSearch[];
}

export function openAnnotations(options: AnnotationsOptions): Annotations {
  const { db, recorder, grantFor, searcher, actor } = options;

  /** Those of the records that the grant covers now. */
  function inside(grant: Grant, ids: readonly number[]): Promise<readonly Hit[]> {
    return searcher(grant.caseId).inside(scopeOf(grant), ids);
  }

  return {
    async mark({ grantId, messageId, label, note }) {
      const grant = grantFor(grantId);
      const [found] = await inside(grant, [messageId]);
      if (!found) throw new RefusedError('search.no-such-message', { id: messageId });
      const id = randomUUID();
      const draft = { id, grantId, messageId, label, note, by: actor };
      recorder.perform(
        { act: 'mark.add', actor, witness: null, subject: { grantId, markId: id, messageId, label } },
        () => grantFor(grantId),
        (entry) => insertMark(db, grant.caseId, found.rawSha256, draft, entry),
      );
      return marksOf(db, grant.caseId, messageId).find((one) => one.id === id) as Mark;
    },
    async marks(grantId, messageId) {
      const grant = grantFor(grantId);
      const all = marksOf(db, grant.caseId, messageId);
      const covered = new Set(
        (
          await inside(
            grant,
            all.map((one) => one.messageId),
          )
        ).map(({ id }) => id),
      );
      return all.filter((one) => covered.has(one.messageId));
    },
    async select({ grantId, name, of }) {
      const grant = grantFor(grantId);
      options.checkArchive(grantId);
      const found =
        of.kind === 'result' ? await options.recordsOf(grantId, of.resultId) : await inside(grant, of.messageIds);
      const records = [...found].sort((one, other) => one.id - other.id);
      const digest = sha256Of(records.map(({ rawSha256 }) => `${rawSha256}\n`).join(''));
      const id = randomUUID();
      const count = records.length;
      recorder.perform(
        {
          act: 'selection.create',
          actor,
          witness: null,
          subject: { grantId, selectionId: id, records: count, digest },
        },
        () => {
          grantFor(grantId);
          options.checkUnreviewed(grantId);
        },
        (entry) => insertSelection(db, { id, grantId, name, count, digest, by: actor }, records, entry),
      );
      return selectionsOf(db, grantId).find((one) => one.id === id) as Selection;
    },
    selections(grantId) {
      grantFor(grantId);
      return selectionsOf(db, grantId);
    },
    async selected(grantId, id, offset, limit) {
      const grant = grantFor(grantId);
      const own = selectionsOf(db, grantId).some((one) => one.id === id);
      if (!own) throw new RefusedError('grant.no-selection', { id });
      return options.shown(grantId, await inside(grant, selectedIds(db, id, offset, limit)));
    },
    save({ grantId, name, query, mode }) {
      const { caseId } = grantFor(grantId);
      const id = randomUUID();
      recorder.perform(
        {
          act: 'search.save',
          actor,
          witness: null,
          subject: { grantId, savedId: id, querySha256: sha256Of(query), mode },
        },
        () => grantFor(grantId),
        (entry) => insertSavedSearch(db, caseId, { id, grantId, name, query, mode, by: actor }, entry),
      );
      return savedSearchesOf(db, caseId).find((one) => one.id === id) as SavedSearch;
    },
    saved: (grantId) => savedSearchesOf(db, grantFor(grantId).caseId),
  };
}

export function scopeOf({ caseId, conversations, senders, types, from, to }: Grant): GrantScope {
  return { caseId, conversations, senders, types, from, to };
}

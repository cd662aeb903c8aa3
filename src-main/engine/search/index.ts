/**
 * search: takes sources into a case and finds exactly the right records of it.
 *
 * Terms: a *term* is what one looks for, *folded* like every text before they are compared; a *mode* says when a text
 * contains it; a *grant* is what a search may see; a *hit* is a record inside the grant that the query means; a *plan* is
 * what the index is asked and what is checked on the text.
 *
 * Promises: every hit, and nothing but hits, in the order of time; the index only narrows, the text decides. Never shows,
 * counts or marks a record outside the grant, never changes a text, never fetches what a record refers to.
 */
export { type Grant, type GrantScope, grantOf } from './grant.ts';
export { type ImportRequest, type ImportTools, importJob } from './importing/importJob.ts';
export type { ImportedSource, ImportReport } from './importing/types.ts';
export type { StoredRecord } from './searching/record.ts';
export { openSearcher, type Searcher } from './searching/searcher.ts';
export { openSearchers, type Searchers } from './searching/searchers.ts';
export { SEARCH_MODES, type SearchMode } from './terms/match.ts';
export type { Hit, ResultState, SearchRequest } from './types.ts';

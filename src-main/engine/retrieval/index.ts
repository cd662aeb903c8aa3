/**
 * retrieval: who may see which records, because who asked, who approved, who consented.
 *
 * Terms: a *request* (《电子证据调取申请单》) goes through *steps*; a *grant* bounds what its people may search; a *level*
 * says how far back one of them may look; a *task* is a step with a clock; to *suspend* a grant freezes its accounts.
 *
 * Promises: requester, approver and reviewer are three people; every step and every refusal stands in the log; steps
 * that decide something are signed with the decider's own key; without an open grant nobody gets a search's grant.
 * Never changes a record, never deletes a request.
 */
export { scopeChoices } from './choices.ts';
export { type EvidenceDesk, openEvidenceDesk } from './evidenceDesk.ts';
export { openRetrieval, type Retrieval } from './openRetrieval.ts';
export { openSearches, type Searches } from './searches.ts';
export type { Proof } from './steps.ts';

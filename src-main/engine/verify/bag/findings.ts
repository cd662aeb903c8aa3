/** What is wrong with a bag, or worth knowing, each under the statement that it concerns. */
export type BagStatement = 'bag.declaration' | 'bag.complete' | 'bag.payload' | 'bag.tags' | 'bag.sm3' | 'bag.oxum';

export interface BagFinding {
  readonly statement: BagStatement;
  /** An error makes the bag invalid; a warning does not; `unchecked` is what could not be looked at. */
  readonly weight: 'error' | 'warning' | 'unchecked';
  readonly code: string;
  /** The file in the bag that it is about. */
  readonly file: string;
  /** Line of a manifest, from 1. */
  readonly line?: number;
  readonly expected?: string;
  readonly found?: string;
}

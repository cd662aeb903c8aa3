/** What forms are made of: plain facts that the caller gathers, so that this room reaches for no store and no log. */
import type { CaseDetail, Exhibit } from '../../../../src-preload/contract/index.ts';
import { RefusedError, type UtcMs } from '../../lib/index.ts';
import type { Ruleset } from '../ruleset.ts';

export interface FormSource {
  readonly caseDetail: CaseDetail;
  readonly exhibitId: string;
  readonly ruleset: Ruleset;
  readonly station: { readonly organisation: string; readonly serial: string };
  /** `buildHash` is empty where the program runs unbuilt from its sources. */
  readonly software: { readonly name: string; readonly version: string; readonly buildHash: string };
  readonly generatedAt: UtcMs;
  /** Steps of 30 s by which the last one-time code differed from the station's clock; null when nobody signed in. */
  readonly clockDriftSteps: number | null;
  readonly log: { readonly size: number; readonly rootHash: string; readonly checkpoint: string };
  /** What is known of an account by its name; null for people without one (they are printed by the name recorded). */
  person(username: string): FormPerson | null;
}

export interface FormPerson {
  readonly name: string;
  /** 证件种类及号码 */
  readonly document: string;
  readonly contact: string;
}

export function exhibitOf(source: FormSource): Exhibit {
  const found = source.caseDetail.exhibits.find((exhibit) => exhibit.id === source.exhibitId);
  if (!found) throw new RefusedError('form.no-such-exhibit', { id: source.exhibitId });
  return found;
}

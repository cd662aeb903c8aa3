/** What the top bar says of the moment: the case that is looked at, and who besides the signed-in person is present. */
import { useEffect } from 'react';
import type { CaseSummary, Ceremony } from '../../src-preload/contract/index.ts';
import { makeStore, useStore } from './store.ts';

export type CurrentCase = Pick<CaseSummary, 'id' | 'number' | 'title' | 'state' | 'legalHold'>;
export type Present = Ceremony['witness'];

const caseStore = makeStore<CurrentCase | null>(null);
const witnessStore = makeStore<Present | null>(null);

/** The screen that calls this is about this case, as long as it is shown. */
export function useShowCase(current: CurrentCase | null): void {
  useEffect(() => {
    caseStore.set(current);
    return () => caseStore.set(null);
  }, [current]);
}

/** The witness of a ceremony whose act is not over yet. */
export function useShowWitness(witness: Present | null): void {
  useEffect(() => {
    witnessStore.set(witness?.state === 'proven' ? witness : null);
    return () => witnessStore.set(null);
  }, [witness]);
}

export function useCurrentCase(): CurrentCase | null {
  return useStore(caseStore);
}

export function useWitness(): Present | null {
  return useStore(witnessStore);
}

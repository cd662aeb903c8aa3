import { useShowCase } from '../../app/present.ts';
import { useCall } from '../../app/useCall.ts';

/** The bar shows the case that a request is about. Returns its number, once known. */
export function useShowRequestCase(caseId: string | null): string {
  const owner = useCall('case.get', caseId === null ? null : { id: caseId });
  useShowCase(owner.value);
  return owner.value?.number ?? '';
}

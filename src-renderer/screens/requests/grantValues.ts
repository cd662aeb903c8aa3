/** What is typed to grant a request. */
import type { CallInput } from '../../../src-preload/contract/index.ts';
import type { ScopeValues } from './scopeValues.ts';

export interface GrantValues extends ScopeValues {
  readonly persons: CallInput<'request.grant'>['grant']['persons'];
  readonly validFrom: string;
  readonly validTo: string;
  readonly download: boolean;
  readonly password: string;
  readonly code: string;
}

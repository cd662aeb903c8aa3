import type { exporting } from '../../../src-preload/contract/export.ts';
import type { Bench } from '../../engine/bench.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import type { Handlers } from './types.ts';

export function exportHandlers(_bench: Bench): Handlers<keyof typeof exporting> {
  const soon = (): never => {
    throw new RefusedError('gateway.unknown-call', { call: 'export' });
  };
  return { 'export.plan': soon, 'export.start': soon, 'form.render': soon };
}

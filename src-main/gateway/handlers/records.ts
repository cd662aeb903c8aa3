import type { records } from '../../../src-preload/contract/records.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function recordHandlers(bench: Bench): Handlers<keyof typeof records> {
  const annotations = () => bench.desk().annotations;
  return {
    'record.get': ({ grantId, messageId }) => bench.desk().searches.record(grantId, messageId),
    'mark.add': (input) => annotations().mark(input),
    'mark.list': ({ grantId, messageId }) => annotations().marks(grantId, messageId),
    'selection.create': (input) => annotations().select(input),
    'selection.list': ({ grantId }) => annotations().selections(grantId),
    'selection.rows': ({ grantId, id, offset, limit }) => annotations().selected(grantId, id, offset, limit),
    'search.save': (input) => annotations().save(input),
    'search.saved': ({ grantId }) => annotations().saved(grantId),
  };
}

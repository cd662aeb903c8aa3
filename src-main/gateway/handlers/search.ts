import type { search } from '../../../src-preload/contract/search.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function searchHandlers(bench: Bench): Handlers<keyof typeof search> {
  return {
    'search.open': (request) => bench.searches().open(request),
    'search.rows': ({ grantId, resultId, offset, limit }) => bench.searches().rows(grantId, resultId, offset, limit),
    'search.state': ({ grantId, resultId }) => bench.searches().state(grantId, resultId),
    'search.close': async ({ grantId, resultId }) => {
      await bench.searches().close(grantId, resultId);
      return {};
    },
    'search.context': ({ grantId, messageId, before, after }) =>
      bench.searches().context(grantId, messageId, before, after),
  };
}

import type { search } from '../../../src-preload/contract/search.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function searchHandlers(bench: Bench): Handlers<keyof typeof search> {
  const searches = () => bench.desk().searches;
  return {
    'search.open': (request) => searches().open(request),
    'search.rows': ({ grantId, resultId, offset, limit }) => searches().rows(grantId, resultId, offset, limit),
    'search.state': ({ grantId, resultId }) => searches().state(grantId, resultId),
    'search.close': async ({ grantId, resultId }) => {
      await searches().close(grantId, resultId);
      return {};
    },
    'search.context': ({ grantId, messageId, before, after }) => searches().context(grantId, messageId, before, after),
  };
}

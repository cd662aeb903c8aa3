import type { log } from '../../../src-preload/contract/oplog.ts';
import type { Bench } from '../../engine/bench.ts';
import { mustLieOutside } from '../outsideHome.ts';
import type { Handlers } from './types.ts';

export function logHandlers(bench: Bench): Handlers<keyof typeof log> {
  const stored = () => bench.openSession().log;
  return {
    'log.page': (filter) => stored().page(filter),
    'log.head': () => stored().head(),
    'log.proof': ({ index }) => stored().proof(index),
    'log.verify': async () => {
      const { verdict, checks } = await stored().verify(bench.station.logAnchors());
      return { verdict, checks: [...checks] };
    },
    'log.export': async ({ path }) => {
      await mustLieOutside(bench.options.home, path);
      const { person, cosigner } = bench.openSession();
      const authority = bench.station.authorityCertificate();
      return stored().exportBundle({
        path,
        actor: person.username,
        cosigners: [cosigner],
        certificates: authority === null ? {} : { authority },
      });
    },
  };
}

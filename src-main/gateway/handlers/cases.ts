import type { cases } from '../../../src-preload/contract/cases.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function caseHandlers(bench: Bench): Handlers<keyof typeof cases> {
  const actor = () => bench.openSession().person.username;
  return {
    'case.list': () => bench.cases().list(),
    'case.get': ({ id }) => bench.cases().get(id),
    'case.create': (input) => bench.cases().create(input, actor()),
    'case.close': ({ id, reason }) => bench.cases().close(id, reason, actor()),
    'case.hold': ({ id, hold, reason }) => bench.cases().hold(id, hold, reason, actor()),
    'exhibit.add': (input) => bench.cases().addExhibit(input, actor()),
    'exhibit.get': ({ id }) => bench.cases().getExhibit(id),
    'exhibit.seal': (input) => bench.cases().seal(input, actor()),
    'exhibit.unseal': ({ ceremonyId, ...parameters }) => {
      const approval = bench.ceremonies().redeem(ceremonyId, 'exhibit.unseal', parameters);
      try {
        return bench.cases().unseal(approval);
      } finally {
        approval.release();
      }
    },
    'exhibit.addPhoto': (input) => bench.cases().addPhoto(input, actor()),
    'exhibit.photo': ({ id }) => bench.cases().photo(id),
  };
}

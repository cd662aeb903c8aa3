import type { station } from '../../../src-preload/contract/station.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function stationHandlers(bench: Bench): Handlers<keyof typeof station> {
  return {
    'station.status': () => bench.status(),
    'station.init': (input) => bench.station.init(input),
    'session.signIn': ({ username, password, code }) => bench.signIn(username, password, code),
    'session.current': () => bench.currentSession(),
    'session.signOut': () => {
      bench.signOut();
      return {};
    },
    'user.list': () => [...bench.station.accounts()],
    'user.add': async ({ ceremonyId, ...person }) => {
      const { username, displayName, role } = person;
      const signed = { username, displayName, role };
      const approval = ceremonyId === null ? null : bench.ceremonies().redeem(ceremonyId, 'user.add', signed);
      try {
        return await bench.station.addAccount(person, approval?.evidenceHolder ?? null);
      } finally {
        approval?.release();
      }
    },
    'user.disable': ({ username, reason }) => bench.station.disableAccount(username, reason),
    'user.reset': async ({ ceremonyId, username, password }) => {
      const approval = ceremonyId === null ? null : bench.ceremonies().redeem(ceremonyId, 'user.reset', { username });
      try {
        return await bench.station.resetAccount(username, password, approval?.evidenceHolder ?? null);
      } finally {
        approval?.release();
      }
    },
    'user.changePassword': async ({ current, code, next }) => {
      await bench.openSession().changePassword(current, code, next);
      return {};
    },
  };
}

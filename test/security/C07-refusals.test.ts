/**
 * C7: the contract whole. Every call has one handler, one schema and one bridge function, and is refused to whoever may
 * not make it and to whoever makes it wrongly, with a named error and nothing else done.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Bench, openBench } from '../../src-main/engine/bench.ts';
import { type Gateway, openGateway } from '../../src-main/gateway/gateway.ts';
import { engineHandlers } from '../../src-main/gateway/handlers/index.ts';
import { windowHandlers } from '../../src-main/window/windowCalls.ts';
import type { Reply } from '../../src-preload/contract/bridge.ts';
import { type CallKey, contract, ROLES } from '../../src-preload/contract/index.ts';
import { type DemoHome, demoHome } from '../support/demoStation.ts';

vi.mock('electron', () => ({}));

const keys = Object.keys(contract) as CallKey[];

interface Desk extends DemoHome {
  readonly bench: Bench;
  readonly gateway: Gateway;
  signIn(username: string): Promise<void>;
  logSize(): number;
}

let open: Bench | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function desk(): Promise<Desk> {
  const demo = await demoHome();
  const runtime = { electron: null, node: process.versions.node, development: true };
  const bench = openBench({ home: demo.home, clock: demo.clock, version: '0.0.0', runtime, printer: null });
  open = bench;
  const gateway = openGateway(
    bench,
    windowHandlers(() => {
      throw new Error('no window is needed to refuse');
    }, demo.home),
  );
  return {
    ...demo,
    bench,
    gateway,
    async signIn(username) {
      const [name, password, code] = demo.proof(username);
      await bench.signIn(name, password, code);
    },
    logSize: () => bench.openSession().log.page({ offset: 0, limit: 1, act: null, actor: null }).total,
  };
}

const codeOf = (reply: Reply<unknown>): string => (reply.ok ? 'no error' : `${reply.error.kind} ${reply.error.code}`);
const mayCall = (key: CallKey, role: (typeof ROLES)[number]): boolean => {
  const { access } = contract[key];
  return access === 'anyone' || access === 'signed-in' || access.includes(role);
};

describe('the contract', () => {
  it('has exactly one handler for every call', () => {
    const answered = [
      ...Object.keys(engineHandlers({} as Bench)),
      ...Object.keys(windowHandlers(() => ({}) as never, '')),
    ];
    expect(answered.toSorted()).toEqual(keys.toSorted());
  });

  it('refuses whatever is not one of its calls', async () => {
    const { gateway } = await desk();
    for (const key of ['', 'station', 'constructor', '__proto__', 'toString', 'station.status ', 'ipc']) {
      expect(codeOf(await gateway.dispatch(key, {})), key).toBe('refused gateway.unknown-call');
    }
  });

  it('refuses every call that needs a session when nobody has signed in', async () => {
    const { gateway } = await desk();
    for (const key of keys.filter((one) => contract[one].access !== 'anyone')) {
      expect(codeOf(await gateway.dispatch(key, {})), key).toBe('refused session.required');
    }
  });

  it.each(ROLES)('refuses the %s every call that is not theirs, and writes each refusal into the log', async (role) => {
    const { gateway, signIn, logSize } = await desk();
    await signIn(role);
    const refused = keys.filter((key) => !mayCall(key, role));
    const before = logSize();
    for (const key of refused) {
      expect(codeOf(await gateway.dispatch(key, {})), key).toBe('refused session.role-refused');
    }
    expect(logSize()).toBe(before + refused.length);
  });

  it.each(ROLES)('refuses the %s every call of theirs that has a wrong shape, and does nothing', async (role) => {
    const { gateway, signIn, logSize } = await desk();
    await signIn(role);
    const before = logSize();
    for (const key of keys.filter((one) => mayCall(one, role))) {
      for (const wrong of [undefined, null, 42, 'text', [], [{}], { extra: 1 }, { __proto__: null, id: {} }]) {
        expect(codeOf(await gateway.dispatch(key, wrong)), `${key} ${JSON.stringify(wrong)}`).toBe(
          'usage usage.bad-input',
        );
      }
    }
    expect(logSize()).toBe(before);
  });
});

/**
 * C18: who may know of long work, and what a locked session is. Results of work are evidence; the lock is opened by the
 * person who closed it, and the log knows of both.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, IDLE_LOCK_MS, openBench, SESSION_MS } from '../../src-main/engine/bench.ts';
import { type Gateway, openGateway } from '../../src-main/gateway/gateway.ts';
import { type DemoHome, demoHome } from '../support/demoStation.ts';

interface Desk extends DemoHome {
  readonly bench: Bench;
  readonly gateway: Gateway;
  signIn(username: string): Promise<void>;
  /** Work of a kind that ends when told; its result stands for evidence. */
  begin(kind: 'acquire' | 'verify'): { readonly id: string; end(): Promise<void> };
  acts(): string[];
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
  return {
    ...demo,
    bench,
    gateway: openGateway(bench, null),
    async signIn(username) {
      const [name, password, code] = demo.proof(username);
      await bench.signIn(name, password, code);
    },
    begin(kind) {
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const steps = [{ name: 'verify.image', weight: 1 }];
      const run = () => ended.then(() => ({ image: 'what is in the evidence' }));
      const { id, finished } = bench.jobs.start({ kind, subject: 'JC-01', steps, canPause: true, run });
      return {
        id,
        async end() {
          end();
          await finished;
        },
      };
    },
    acts: () =>
      bench
        .openSession()
        .log.page({ offset: 0, limit: 6, act: null, actor: null })
        .entries.map(({ act, outcome }) => `${act} ${outcome}`),
  };
}

describe('long work', () => {
  it('is known to whoever began it and to nobody else, however it is asked for', async () => {
    const { gateway, signIn, begin } = await desk();
    await signIn('operator');
    const { id, end } = begin('acquire');
    await end();
    expect((await gateway.dispatch('job.get', { id })).ok).toBe(true);
    await gateway.call('session.signOut', {});

    for (const username of [null, 'auditor', 'administrator', 'witness']) {
      if (username !== null) await signIn(username);
      for (const call of ['job.get', 'job.cancel'] as const) {
        expect(await gateway.dispatch(call, { id }), `${call} by ${username}`).toMatchObject({
          ok: false,
          error: { code: 'job.unknown' },
        });
      }
      if (username === null) continue;
      expect(await gateway.call('job.list', {}), `job.list by ${username}`).toEqual([]);
      await gateway.call('session.signOut', {});
    }
  });

  it('is not told of to a window at which nobody has proved who they are', async () => {
    const { gateway, bench, signIn, begin } = await desk();
    const told: string[] = [];
    await signIn('operator');
    const { id, end } = begin('acquire');
    bench.signOut();
    gateway.subscribe((_event, snapshot) => told.push(snapshot.id));
    expect(await gateway.dispatch('job.cancel', { id })).toMatchObject({ ok: false, error: { code: 'job.unknown' } });
    await end();
    expect(told).toEqual([]);
  });

  it('that anybody may begin is everybody`s to see: verifying before sign-in', async () => {
    const { gateway, signIn, begin } = await desk();
    const { id, end } = begin('verify');
    await signIn('auditor');
    expect((await gateway.call('job.list', {})).map((job) => job.id)).toEqual([id]);
    await end();
  });
});

describe('a session', () => {
  it('closes its stores when the person leaves, though somebody has a verification under way', async () => {
    const { bench, signIn, begin } = await desk();
    await signIn('operator');
    const { end } = begin('verify');
    bench.signOut();
    await signIn('auditor');
    expect(bench.currentSession()?.username).toBe('auditor');
    await end();
  });

  it('that is locked over running work is opened by the same person alone, and the log tells of both', async () => {
    const { bench, signIn, begin, acts } = await desk();
    await signIn('operator');
    const { end } = begin('acquire');
    bench.signOut();
    expect(bench.currentSession()).toBeNull();
    await expect(signIn('auditor')).rejects.toThrow('session.busy-for-other');
    await signIn('operator');
    expect(acts().slice(0, 2)).toEqual(['session.unlock done', 'session.lock done']);
    await end();
  });

  it('can be taken up again after twelve hours of imaging: a new proof begins a new limit', async () => {
    const { bench, clock, gateway, signIn, begin } = await desk();
    await signIn('operator');
    const { end } = begin('acquire');
    clock.pass(SESSION_MS + 60_000);
    expect(await gateway.call('session.current', {})).toBeNull();
    await signIn('operator');
    clock.pass(IDLE_LOCK_MS - 60_000);
    expect((await gateway.call('session.current', {}))?.username).toBe('operator');
    await end();
    expect(bench.currentSession()?.username).toBe('operator');
  });

  it('whose work ends while the person is at the lock is theirs all the same', async () => {
    const { bench, signIn, begin } = await desk();
    await signIn('operator');
    const { end } = begin('acquire');
    bench.signOut();
    const coming = signIn('operator');
    await end();
    await coming;
    expect(bench.currentSession()?.username).toBe('operator');
    expect(bench.cases().list()).toEqual([]);
  });
});

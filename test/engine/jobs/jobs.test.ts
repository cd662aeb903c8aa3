import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createJobs, JobCancelledError } from '../../../src-main/engine/jobs/index.ts';
import { createRateMeter } from '../../../src-main/engine/jobs/rate.ts';
import { EvidenceError, systemClock } from '../../../src-main/engine/lib/index.ts';
import { type JobSnapshot, jobSnapshot } from '../../../src-preload/contract/index.ts';

const steps = [
  { name: 'acquire.read', weight: 2 },
  { name: 'acquire.verify', weight: 1 },
];

describe('jobs', () => {
  it('a job that succeeds is told as done, with its result and its end time', async () => {
    const jobs = createJobs({ clock: systemClock });
    const seen: JobSnapshot[] = [];
    jobs.onChange((snapshot) => seen.push(snapshot));
    const { id, finished } = jobs.start({
      kind: 'verify',
      subject: 'image.E01',
      steps,
      canPause: false,
      run: async ({ step, progress }) => {
        step('acquire.read', 10);
        progress(10);
        return { answer: 42 };
      },
    });
    expect(await finished).toEqual({ answer: 42 });
    const last = seen.at(-1);
    expect(last).toMatchObject({ id, state: 'done', result: { answer: 42 }, error: null });
    expect(last?.endedAt).toBeGreaterThanOrEqual(last?.startedAt ?? 0);
    for (const snapshot of seen) expect(jobSnapshot.safeParse(snapshot).error).toBeUndefined();
  });

  it('a job tells integrity values as soon as it has them, while it still goes on', async () => {
    const jobs = createJobs({ clock: systemClock });
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: false,
      run: async ({ computed }) => {
        computed({ md5: '900150983cd24fb0d6963f7d28e17f72' });
        expect(jobs.get(id)).toMatchObject({ state: 'running', hashes: { md5: '900150983cd24fb0d6963f7d28e17f72' } });
        return null;
      },
    });
    expect(jobs.get(id).hashes).toEqual({});
    await finished;
  });

  it('a job that fails keeps the code of what went wrong', async () => {
    const jobs = createJobs({ clock: systemClock });
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: false,
      run: () => Promise.reject(new EvidenceError('source.changed', { path: '/dev/x' })),
    });
    await expect(finished).rejects.toThrow('source.changed');
    expect(jobs.get(id)).toMatchObject({
      state: 'failed',
      error: { kind: 'evidence', code: 'source.changed', details: { path: '/dev/x' } },
    });
  });

  it('a cancelled job is cancelled only when its work has stopped', async () => {
    const jobs = createJobs({ clock: systemClock });
    let stopped = false;
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: true,
      run: async ({ signal }) => {
        while (!signal.aborted) await sleep(2);
        await sleep(20);
        stopped = true;
        throw signal.reason;
      },
    });
    await sleep(10);
    expect(jobs.cancel(id).state).toBe('cancelling');
    await expect(finished).rejects.toThrow(JobCancelledError);
    expect(stopped).toBe(true);
    expect(jobs.get(id)).toMatchObject({ state: 'cancelled', error: null });
    expect(jobs.cancel(id).state).toBe('cancelled');
  });

  it('an error that comes while a job is being cancelled is not hidden as a cancellation', async () => {
    const jobs = createJobs({ clock: systemClock });
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: false,
      run: async ({ signal }) => {
        while (!signal.aborted) await sleep(2);
        throw new EvidenceError('source.gone');
      },
    });
    await sleep(5);
    jobs.cancel(id);
    await expect(finished).rejects.toThrow('source.gone');
    expect(jobs.get(id).state).toBe('failed');
  });

  it('a paused job does nothing until it is resumed, and a job that cannot pause refuses', async () => {
    const jobs = createJobs({ clock: systemClock });
    let rounds = 0;
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: true,
      run: async ({ whilePaused }) => {
        for (; rounds < 50; rounds++) {
          await whilePaused();
          await sleep(1);
        }
      },
    });
    await sleep(10);
    expect(jobs.pause(id).state).toBe('paused');
    await sleep(10);
    const halted = rounds;
    await sleep(30);
    expect(rounds).toBe(halted);
    jobs.resume(id);
    await finished;
    expect(rounds).toBe(50);

    const fixed = jobs.start({ kind: 'verify', subject: 'x', steps, canPause: false, run: () => sleep(20) });
    expect(() => jobs.pause(fixed.id)).toThrow('job.cannot-pause');
    await fixed.finished;
  });

  it('a paused job can be cancelled', async () => {
    const jobs = createJobs({ clock: systemClock });
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: true,
      run: async ({ whilePaused }) => {
        for (;;) {
          await sleep(1);
          await whilePaused();
        }
      },
    });
    await sleep(5);
    jobs.pause(id);
    await sleep(5);
    await jobs.cancelAll();
    await expect(finished).rejects.toThrow(JobCancelledError);
    expect(jobs.get(id).state).toBe('cancelled');
  });

  it('listeners hear of a busy job at most four times a second, and always of its end', async () => {
    const jobs = createJobs({ clock: systemClock });
    const seen: JobSnapshot[] = [];
    jobs.onChange((snapshot) => seen.push(snapshot));
    const { finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: false,
      run: async ({ step, progress }) => {
        step('acquire.read', 1000);
        for (let done = 0; done < 100; done++) {
          progress(done * 10);
          await sleep(10);
        }
      },
    });
    await finished;
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(seen.length).toBeLessThanOrEqual(8);
    expect(seen.at(-1)?.state).toBe('done');
  });

  it('time left follows from the rate and from what later steps weigh', async () => {
    let now = 0;
    const jobs = createJobs({ clock: systemClock, monotonicMs: () => now });
    const gate = Promise.withResolvers<null>();
    const { id, finished } = jobs.start({
      kind: 'acquire',
      subject: 'E-1',
      steps,
      canPause: false,
      run: async ({ step, progress }) => {
        step('acquire.read', 10_000);
        now = 1000;
        progress(1000);
        await gate.promise;
      },
    });
    await sleep(5);
    // 1,000 bytes in the first second: 9 s are left of this step, and the next one weighs half of its 10 s.
    expect(jobs.get(id)).toMatchObject({ bytesPerSecond: 1000, remainingMs: 14_000 });
    gate.resolve(null);
    await finished;
    expect(jobs.get(id)).toMatchObject({ remainingMs: null, bytesPerSecond: 0 });
  });

  it('an unknown job is named as unknown', () => {
    expect(() => createJobs({ clock: systemClock }).get('no-such')).toThrow('job.unknown');
  });
});

describe('rate', () => {
  it('reaches 63 % of a new speed after the time constant of five seconds', () => {
    const meter = createRateMeter();
    meter.restart(0, 0);
    for (let at = 100; at <= 60_000; at += 100) meter.sample(at, at);
    expect(meter.bytesPerSecond()).toBeCloseTo(1000, 3);
    for (let at = 60_100; at <= 65_000; at += 100) meter.sample(2 * at - 60_000, at);
    expect(meter.bytesPerSecond()).toBeCloseTo(1000 + 1000 * (1 - Math.exp(-1)), 0);
  });

  it('does not count a pause as slowness', () => {
    const meter = createRateMeter();
    meter.restart(0, 0);
    meter.sample(1000, 1000);
    meter.restart(1000, 3_600_000);
    meter.sample(2000, 3_601_000);
    expect(meter.bytesPerSecond()).toBeCloseTo(1000, 6);
  });
});

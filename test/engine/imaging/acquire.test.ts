import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquire, planAcquisition, verifyImage } from '../../../src-main/engine/imaging/index.ts';
import { IoError } from '../../../src-main/engine/lib/index.ts';
import { type AcquireParameters, imageRecord } from '../../../src-preload/contract/index.ts';
import { mixedContent } from '../../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../../support/imaging.ts';
import { preparedAcquisition } from '../../support/preparedAcquisition.ts';

const prepared = (sizeBytes: number, changes: Partial<AcquireParameters> = {}) =>
  preparedAcquisition(mixedContent(sizeBytes), changes);

describe('an acquisition', () => {
  it.each(['e01', 'raw'] as const)(
    'as %s has the hashes of its source, a matched image and a truthful log',
    async (format) => {
      const { content, destination, parameters } = prepared(2_500_000, { format, segmentBytes: 1_048_576 });
      const log = recordingLog();
      const { image } = await acquire(acquireTools(parameters, log), watchedJob());

      expect(imageRecord.parse(image)).toEqual(image);
      for (const name of ['sha256', 'md5', 'sha1'] as const) {
        expect(image.hashes[name]).toBe(createHash(name).update(content).digest('hex'));
      }
      expect(image).toMatchObject({ imageVerdict: 'matched', sourceVerdict: 'not-performed', badRanges: [] });
      for (const segment of image.segments) {
        expect(segment.sha256).toBe(createHash('sha256').update(readFileSync(segment.path)).digest('hex'));
      }
      expect(log.drafts.map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
      expect(log.drafts[1]?.subject).toMatchObject({ hashes: image.hashes, imageVerdict: 'matched' });
      expect(image.logIndex).toBe(1);

      const names = readdirSync(destination);
      expect(names.some((name) => name.endsWith('.partial'))).toBe(false);
      const report = await verifyImage(image.path, watchedJob());
      expect(report.verdict).toBe('matched');
      expect(report.checks.filter(({ name }) => name === 'image.hash-recorded')).toHaveLength(4);
      expect(report.checks.filter(({ name }) => name === 'image.segment')).toHaveLength(image.segments.length);
    },
  );

  it('reads the source a second time where that is asked for, and keeps the two verdicts apart', async () => {
    const { parameters } = prepared(1_500_000, { verifySource: true, verifyImage: false });
    const { image } = await acquire(acquireTools(parameters), watchedJob());
    expect(image).toMatchObject({ imageVerdict: 'not-performed', sourceVerdict: 'matched' });
  });

  it('without read-back says "not performed" of the image', async () => {
    const { parameters } = prepared(100_000, { verifyImage: false });
    const { image } = await acquire(acquireTools(parameters), watchedJob());
    expect(image.imageVerdict).toBe('not-performed');
  });

  it('that is refused is logged as refused, and writes nothing', async () => {
    const { destination, parameters } = prepared(100_000);
    const log = recordingLog();
    const tools = acquireTools({ ...parameters, sourceBytes: 1 }, log);
    await expect(acquire(tools, watchedJob())).rejects.toThrow('source.changed');
    expect(log.drafts).toMatchObject([{ outcome: 'refused', subject: { code: 'source.changed' } }]);
    expect(readdirSync(destination)).toEqual([]);
  });

  it('does not begin when the log cannot be written', async () => {
    const { destination, parameters } = prepared(100_000);
    const broken = {
      ...recordingLog(),
      append: () => {
        throw new IoError('log.not-written');
      },
    };
    await expect(acquire(acquireTools(parameters, broken), watchedJob())).rejects.toThrow('log.not-written');
    expect(readdirSync(destination)).toEqual([]);
  });

  it('whose outcome cannot be logged leaves no file that looks finished', async () => {
    const { destination, parameters } = prepared(100_000);
    const log = recordingLog();
    const failing = {
      ...log,
      append: (draft: Parameters<typeof log.append>[0]) => {
        if (draft.outcome === 'done') throw new IoError('log.not-written');
        return log.append(draft);
      },
    };
    await expect(acquire(acquireTools(parameters, failing), watchedJob())).rejects.toThrow('log.not-written');
    expect(readdirSync(destination)).toEqual(['image.E01.partial', 'image.journal.partial']);
    expect(log.drafts.map(({ outcome }) => outcome)).toEqual(['begun', 'failed']);
  });

  it.each(['acquire.read', 'acquire.verify'])(
    'cancelled during %s leaves nothing behind but its log entries',
    async (step) => {
      const { destination, parameters } = prepared(8_000_000);
      const log = recordingLog();
      const job = watchedJob((_, self) => {
        if (self.steps.at(-1) === step) self.cancel();
      });
      await expect(acquire(acquireTools(parameters, log), job)).rejects.toThrow('job.cancelled');
      expect(readdirSync(destination)).toEqual([]);
      expect(log.drafts.map(({ outcome }) => outcome)).toEqual(['begun', 'cancelled']);
    },
  );

  it('whose source changes meanwhile fails, and its files stay marked as unfinished', async () => {
    const { destination, parameters } = prepared(3_000_000);
    const log = recordingLog();
    let touched = false;
    const job = watchedJob(() => {
      if (!touched) writeFileSync(parameters.sourcePath, mixedContent(3_000_001));
      touched = true;
    });
    await expect(acquire(acquireTools(parameters, log), job)).rejects.toThrow('source.changed');
    expect(readdirSync(destination)).toEqual(['image.E01.partial', 'image.journal.partial']);
    expect(log.drafts.at(-1)).toMatchObject({ outcome: 'failed', subject: { code: 'source.changed' } });
    const report = await verifyImage(join(destination, 'image.E01.partial'), watchedJob());
    expect(report.verdict).toBe('mismatched');
  });
});

describe('what can be refused before anybody is asked', () => {
  it('the room that an image can need is never less than what it took', async () => {
    const { content, parameters } = prepared(1_000_000, { compression: 'none' });
    const plan = await planAcquisition(parameters);
    expect(plan.neededBytes).toBeGreaterThan(content.length);
    expect(plan.freeBytes).toBeGreaterThan(plan.neededBytes);
  });

  const refusals: readonly [string, string, (parameters: AcquireParameters) => Partial<AcquireParameters>][] = [
    [
      'a source that is a folder',
      'source.folder',
      ({ destination }) => ({ sourcePath: destination, sourceBytes: 0, destination: join(destination, '..') }),
    ],
    ['a source that is not there', 'source.not-found', () => ({ sourcePath: '/absent/source' })],
    ['a source of another size than was looked at', 'source.changed', () => ({ sourceBytes: 1 })],
    ['a destination that is not there', 'imaging.destination-missing', () => ({ destination: '/absent/folder' })],
    [
      'a destination that is the source',
      'imaging.destination-is-source',
      ({ sourcePath }) => ({ destination: sourcePath }),
    ],
    [
      'a destination inside the source',
      'imaging.destination-in-source',
      ({ destination }) => ({ sourcePath: join(destination, '..'), sourceBytes: 0 }),
    ],
    ['a segment size below 1 MiB', 'imaging.segment-too-small', () => ({ segmentBytes: 1000 })],
  ];
  it.each(refusals)('%s', async (_, code, change) => {
    const { parameters } = prepared(100_000);
    await expect(planAcquisition({ ...parameters, ...change(parameters) })).rejects.toThrow(code);
  });

  it('a name that is taken, by a finished image or an unfinished one', async () => {
    for (const taken of ['image.E01', 'image.E02.partial', 'image.acquisition.json']) {
      const { destination, parameters } = prepared(1000);
      writeFileSync(join(destination, taken), '');
      await expect(planAcquisition(parameters)).rejects.toThrow('imaging.exists');
    }
  });

  it('a medium without a byte, as E01', async () => {
    const { parameters } = prepared(0);
    await expect(planAcquisition(parameters)).rejects.toThrow('e01.empty-source');
  });
});

/** B25: killed at any point and resumed, an acquisition ends in the image that an uninterrupted one gives. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageFormat } from '../../src-main/engine/imaging/formats/index.ts';
import { acquire, verifyImage } from '../../src-main/engine/imaging/index.ts';
import type { AcquireParameters, ImageRecord } from '../../src-preload/contract/index.ts';
import { temporaryFolder } from '../support/folders.ts';
import { imagePlan, memorySource, tiledContent, writeImage } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

const MIB = 1 << 20;
const content = tiledContent(150 * MIB);

function killed(parameters: AcquireParameters, afterBytes: number): void {
  const script = resolve(import.meta.dirname, '../support/killedAcquisition.ts');
  const { signal, stderr } = spawnSync(process.execPath, [script, JSON.stringify(parameters), String(afterBytes)]);
  expect(stderr.toString()).toBe('');
  expect(signal).toBe('SIGKILL');
}

/** SHA-256 of the segment files that an uninterrupted acquisition with these header fields would have written. */
async function uninterrupted(image: ImageRecord, parameters: AcquireParameters): Promise<string[]> {
  const format = imageFormat('e01');
  const reader = await format.openReader(image.segments.map(({ path }) => path));
  await reader.close();
  const { metadata } = imagePlan('', 1);
  const plan = imagePlan(temporaryFolder(), content.length, {
    segmentBytes: parameters.segmentBytes,
    physical: false,
    metadata: { ...metadata, ...reader.metadata },
    setIdentifier: setIdentifierOf(image.path),
  });
  const { segments } = await writeImage(format, plan, memorySource(content), parameters.hashes);
  return segments.map(({ path }) => createHash('sha256').update(readFileSync(path)).digest('hex'));
}

/** In the `volume` section, 64 bytes behind its descriptor. */
function setIdentifierOf(path: string): Uint8Array {
  const file = readFileSync(path);
  const at = file.indexOf(Buffer.from('volume\0')) + 76 + 64;
  return file.subarray(at, at + 16);
}

describe('B25: an acquisition that was killed', () => {
  const points = [
    ['before the first window', 1 * MIB],
    ['within the second window', 70 * MIB],
    ['near the end', 149 * MIB],
  ] as const;

  it.each(points)('%s goes on as E01 in segments', { timeout: 60_000 }, async (_, afterBytes) => {
    const { parameters, destination } = preparedAcquisition(content, { segmentBytes: 20 * MIB });
    killed(parameters, afterBytes);
    expect(readdirSync(destination).every((name) => name.endsWith('.partial'))).toBe(true);

    const resumed = { ...parameters, resume: true as const };
    const log = recordingLog();
    const { image } = await acquire(acquireTools(resumed, log), watchedJob());
    expect(image.hashes.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(image.hashes.md5).toBe(createHash('md5').update(content).digest('hex'));
    expect(image.imageVerdict).toBe('matched');
    expect(image.segments.map(({ sha256 }) => sha256)).toEqual(await uninterrupted(image, parameters));
    // Where it went on: behind the last window that was flushed, which need not be the last that was written.
    const resumedAtByte = Number(log.drafts.at(-1)?.subject.resumedAtByte);
    expect(resumedAtByte % (64 * MIB)).toBe(0);
    expect(resumedAtByte).toBeLessThanOrEqual(afterBytes);
    expect(readdirSync(destination).some((name) => name.endsWith('.partial'))).toBe(false);
  });

  it('goes on as split raw', { timeout: 60_000 }, async () => {
    const { parameters } = preparedAcquisition(content, { format: 'raw', segmentBytes: 33 * MIB });
    killed(parameters, 130 * MIB);
    const { image } = await acquire(acquireTools({ ...parameters, resume: true }), watchedJob());
    const joined = Buffer.concat(image.segments.map(({ path }) => readFileSync(path)));
    expect(joined.equals(content)).toBe(true);
    expect((await verifyImage(image.path, watchedJob())).verdict).toBe('matched');
  });

  it('acquires again what was damaged in its files meanwhile', { timeout: 60_000 }, async () => {
    const { parameters, destination } = preparedAcquisition(content, { format: 'raw' });
    killed(parameters, 140 * MIB);
    const path = join(destination, 'image.raw.partial');
    const file = readFileSync(path);
    file[100 * MIB] = (file[100 * MIB] as number) ^ 1;
    writeFileSync(path, file);
    const log = recordingLog();
    const { image } = await acquire(acquireTools({ ...parameters, resume: true }, log), watchedJob());
    expect(readFileSync(image.path).equals(content)).toBe(true);
    expect(Number(log.drafts.at(-1)?.subject.resumedAtByte)).toBeLessThanOrEqual(64 * MIB);
  });

  it('does not go on when the source was written to, or with other parameters', { timeout: 60_000 }, async () => {
    const { parameters } = preparedAcquisition(content.subarray(0, 10 * MIB));
    killed(parameters, 1 * MIB);
    const other = acquireTools({ ...parameters, resume: true, compression: 'best' });
    await expect(acquire(other, watchedJob())).rejects.toThrow('imaging.resume-other-parameters');
    writeFileSync(parameters.sourcePath, content.subarray(1, 10 * MIB + 1));
    const again = acquireTools({ ...parameters, resume: true });
    await expect(acquire(again, watchedJob())).rejects.toThrow('imaging.resume-other-source');
  });

  it('is not taken up where there is nothing to take up', async () => {
    const { parameters } = preparedAcquisition(content.subarray(0, MIB), { resume: true });
    await expect(acquire(acquireTools(parameters), watchedJob())).rejects.toThrow('imaging.nothing-to-resume');
  });
});

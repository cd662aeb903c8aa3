/** B22 (CFTT AO-23): what record and log say is what happened: sizes, counts, times, people, tool. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { recordBeside } from '../support/recordBeside.ts';

it('B22: every figure of the record can be found again in the files', async () => {
  const { parameters, destination, content } = preparedAcquisition(mixedContent(2_500_000), {
    segmentBytes: 1_048_576,
    compression: 'none',
    notes: '现场 1 号',
  });
  const log = recordingLog();
  const began = Date.now();
  const { image } = await acquire(acquireTools(parameters, log), watchedJob());
  const ended = Date.now();
  const record = await recordBeside(destination);

  expect(record).toMatchObject({
    software: { name: 'Sealbench', version: '0.0.0-test' },
    case: { number: '案2026-1' },
    exhibit: { number: '检材-1' },
    operator: 'operator',
    witness: 'witness',
    examiner: '王警官',
    notes: '现场 1 号',
    source: { path: parameters.sourcePath, kind: 'file', sizeBytes: content.length, serial: null },
    image: { format: 'e01', sizeBytes: content.length, segmentBytes: 1_048_576, compression: 'none' },
    hashes: image.hashes,
    clockJumpMs: 0,
  });
  for (const { name, sizeBytes, sha256 } of record.image.segments) {
    const bytes = readFileSync(join(destination, name));
    expect(sizeBytes).toBe(statSync(join(destination, name)).size);
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
  expect(Date.parse(record.startedAt)).toBeGreaterThanOrEqual(began - 1);
  expect(Date.parse(record.endedAt)).toBeLessThanOrEqual(ended + 1);

  const done = log.drafts.at(-1);
  expect(done).toMatchObject({ act: 'image.acquire', outcome: 'done', actor: 'operator', witness: 'witness' });
  // RFC 8785 of objects whose members are written in the order of their names.
  const segments = record.image.segments.map(
    ({ name, sizeBytes, sha256 }) => `{"name":${JSON.stringify(name)},"sha256":"${sha256}","sizeBytes":${sizeBytes}}`,
  );
  const digest = createHash('sha256')
    .update(`[${segments.join(',')}]`)
    .digest('hex');
  expect(done?.subject).toMatchObject({ segmentsDigest: digest, sourceBytes: content.length, hashes: image.hashes });
  expect(record.log.index).toBe(image.logIndex);
});

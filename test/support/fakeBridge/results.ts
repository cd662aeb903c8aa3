/** What the stand-in's jobs come to. */
import type {
  AcquireParameters,
  AcquireResult,
  CallOutput,
  Check,
  ExportResult,
  VerifyReport,
} from '../../../src-preload/contract/index.ts';
import { sampleHex } from './samples.ts';

export function acquireResultOf(p: AcquireParameters): AcquireResult {
  const path = `${p.destination}/${p.baseName}.${p.format === 'e01' ? 'E01' : 'raw'}`;
  const hashes = Object.fromEntries(
    p.hashes.map((name) => [name, sampleHex(name.length * 7, { sha256: 32, sm3: 32, md5: 16, sha1: 20 }[name])]),
  );
  return {
    bytesPerSecond: 187_400_000,
    image: {
      id: 'image-new',
      exhibitId: p.exhibitId,
      format: p.format,
      path,
      segments: [{ path, sizeBytes: 1_911_327_232, sha256: sampleHex(3, 32) }],
      sourcePath: p.sourcePath,
      sourceBytes: p.sourceBytes,
      hashes,
      imageVerdict: p.verifyImage ? 'matched' : 'not-performed',
      sourceVerdict: 'not-performed',
      badRanges: [
        { offset: 1_048_576, length: 65_536, errno: 'EIO' },
        { offset: 734_003_200, length: 4096, errno: 'EIO' },
      ],
      startedAt: Date.now() - 86_000,
      endedAt: Date.now(),
      operator: '张伟',
      witness: '李娜',
      logIndex: 241,
    },
  };
}

function check(name: string, subject: string, change: Partial<Check> = {}): Check {
  return { name, subject, verdict: 'matched', expected: null, found: null, code: null, place: null, ...change };
}

export function reportOf(path: string): VerifyReport {
  const segments = Array.from({ length: 21 }, (_, index) =>
    check('image.segment', `JC-01.E${String(index + 1).padStart(2, '0')}`),
  );
  return {
    path,
    kind: 'e01',
    verdict: 'mismatched',
    checks: [
      check('image.structure', path),
      ...segments,
      check('image.hash-stored', 'MD5', { expected: sampleHex(1, 16), found: sampleHex(1, 16) }),
      check('image.chunks', path, { verdict: 'mismatched', code: 'e01.table-damaged', place: '0x0004 2F80' }),
      check('image.hash-recorded', 'SHA-256', {
        verdict: 'mismatched',
        expected: sampleHex(1, 32),
        found: sampleHex(2, 32),
        code: 'e01.hashes-differ',
      }),
      check('image.record', path, { verdict: 'not-performed', code: 'e01.no-volume' }),
    ],
  };
}

export function logReport(): CallOutput<'log.verify'> {
  return {
    verdict: 'matched',
    checks: [check('log.chain', '0–247'), check('log.tree', '248'), check('log.checkpoints', '12')],
  };
}

export function exportResultOf(target: string): ExportResult {
  return {
    target,
    sizeBytes: 5_453_643_776,
    packageDigest: sampleHex(8, 32),
    files: 14,
    verdict: 'matched',
    readBackFrom: 'medium',
    logIndex: 246,
  };
}

/** RSMF files: the mail, or the unpacked or zipped manifest. */
import { EvidenceError } from '../../../lib/index.ts';
import { openZip } from '../../archive/zip.ts';
import { asInteger, asObject, asText } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { LIMITS } from '../../limits.ts';
import type { Reading } from '../../reader.ts';
import { baseName, heldWhole, type SourceFile } from '../../source/sourceFile.ts';
import { lost } from '../../warnings.ts';
import { openEnvelope } from './envelope.ts';
import { RsmfManifest } from './manifest.ts';

const MANIFEST = 'rsmf_manifest.json';
const ARCHIVE = 'rsmf.zip';

export async function readRsmf(reading: Reading): Promise<void> {
  if (reading.head.json !== null) {
    const files = new Set(reading.companions.map(({ path }) => baseName(path)));
    return readManifest(reading, reading.file, files);
  }
  const mail = await heldWhole(reading.file);
  const name = reading.file.path;
  if (mail === null) throw new EvidenceError('intake.archive-too-large', { file: name, limit: LIMITS.heldBytes });
  const { headers, archive } = openEnvelope(mail);
  if (archive === null) throw new EvidenceError('intake.rsmf-without-archive', { file: name });
  const count = asInteger(headers.get('x-rsmf-eventcount') ?? null);
  if (count !== null) reading.sink.declared({ kind: 'message-count', conversation: null, count });
  const { part } = reading.file;
  const member = part.member === null ? ARCHIVE : `${part.member}!/${ARCHIVE}`;
  const zip = await openZip(archive, { file: part.file, member }, reading.sink.warning);
  try {
    const manifest = zip.members.find(({ path }) => path === MANIFEST);
    if (!manifest) throw new EvidenceError('intake.rsmf-without-manifest', { file: name });
    await readManifest(reading, manifest, new Set(zip.members.map(({ path }) => path)));
  } finally {
    zip.close();
  }
}

async function readManifest(reading: Reading, file: SourceFile, files: ReadonlySet<string>): Promise<void> {
  const manifest = new RsmfManifest(reading, files);
  const whole = { part: file.part, offset: 0, length: 0 };
  await readJson(reading, file, false, {
    paths: ['events[]'],
    record(value, place, raw, _path, scope) {
      const object = asObject(value);
      if (object === null || (asText(object.type) === null && asText(object.body) === null)) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      manifest.frame(asObject(scope?.frame() ?? null), whole);
      reading.sink.record(manifest.event(object, place), place, raw);
    },
    scopeEnd: (scope) => manifest.frame(asObject(scope.frame()), whole),
  });
}

/** Opening a LUKS2 volume. Its checksums tell damage from a wrong passphrase; its digest knows the right key. */
import { EvidenceError, utf8, WrongKeyError } from '../../../lib/index.ts';
import type { UnlockedVolume } from '../prepared.ts';
import { READ_BYTES_MAX, type VolumeFile } from '../target/volumeFile.ts';
import type { VolumeFinding } from '../types.ts';
import { XTS_UNIT_BYTES } from '../xts/xtsCipher.ts';
import { decodeHeader, HEADER_SIZES, headerSize, type LuksHeader, luksVersion } from './header.ts';
import { CIPHER, canUse, emptyKeyslot, isVolumeKey } from './keyslot.ts';
import {
  asDigest,
  asKeyslot,
  asSegment,
  describeKeyslot,
  type LuksMetadata,
  type LuksSegment,
  luksMetadata,
} from './metadata.ts';

/** Whether the file begins as LUKS, of either version, or holds a second LUKS2 header. */
export async function isLuks(file: VolumeFile): Promise<boolean> {
  if (file.sizeBytes < 4096) return false;
  if (luksVersion(await file.read(0, 8)) !== null) return true;
  return (await readHeader(file, 'second')) !== null;
}

/** Throws `WrongKeyError('volume.wrong-passphrase')`, `volume.luks-damaged`, `volume.luks-not-supported`. */
export async function unlockLuks2(file: VolumeFile, passphrase: string): Promise<UnlockedVolume> {
  const version = luksVersion(await file.read(0, 8));
  if (version !== null && version !== 2) throw notSupported(file, `LUKS${version}`);
  const { header, findings } = await chooseHeader(file);
  const metadata = parse(header, file);
  const segment = payloadSegment(metadata, file);
  const secret = utf8(passphrase);
  const key = await openKeyslots(file, metadata, secret);
  secret.fill(0);
  const available = file.sizeBytes - segment.offset;
  const payloadBytes = segment.size === 'dynamic' ? available - (available % XTS_UNIT_BYTES) : segment.size;
  if (payloadBytes > available || available <= 0) {
    const expected = segment.offset + Math.max(payloadBytes, XTS_UNIT_BYTES);
    throw new EvidenceError('volume.truncated', { path: file.path, expected, found: file.sizeBytes });
  }
  return { format: 'luks2', payloadOffset: segment.offset, payloadBytes, firstUnit: segment.iv_tweak, key, findings };
}

async function chooseHeader(file: VolumeFile): Promise<{ header: LuksHeader; findings: VolumeFinding[] }> {
  const first = await readHeader(file, 'first');
  const second = await readHeader(file, 'second');
  if (first === null && second === null) throw new EvidenceError('volume.luks-damaged', { path: file.path });
  const finding = (code: string): VolumeFinding[] => [{ code, details: { path: file.path } }];
  if (first === null) return { header: second as LuksHeader, findings: finding('volume.first-header-damaged') };
  if (second === null) return { header: first, findings: finding('volume.backup-header-damaged') };
  const same = first.sequence === second.sequence && first.json === second.json;
  const header = second.sequence > first.sequence ? second : first;
  return { header, findings: same ? [] : finding('volume.headers-differ') };
}

/** The second header lies behind the first, whose size is not known when it is damaged: every allowed place is tried. */
async function readHeader(file: VolumeFile, place: 'first' | 'second'): Promise<LuksHeader | null> {
  for (const offset of place === 'first' ? [0] : HEADER_SIZES) {
    if (offset + 4096 > file.sizeBytes) break;
    const size = headerSize(await file.read(offset, 512), place);
    if (size === null || offset + size > file.sizeBytes) continue;
    const header = new Uint8Array(size);
    for (let at = 0; at < size; at += READ_BYTES_MAX) {
      header.set(await file.read(offset + at, Math.min(READ_BYTES_MAX, size - at)), at);
    }
    const decoded = decodeHeader(header, offset);
    if (decoded !== null) return decoded;
  }
  return null;
}

function parse({ json }: LuksHeader, file: VolumeFile): LuksMetadata {
  try {
    return luksMetadata.parse(JSON.parse(json));
  } catch (error) {
    throw new EvidenceError('volume.luks-damaged', { path: file.path }, error);
  }
}

/** The one segment of plain AES-256-XTS that we read; anything else is named. */
function payloadSegment(metadata: LuksMetadata, file: VolumeFile): LuksSegment {
  const needs = metadata.config.requirements?.mandatory ?? [];
  if (needs.length > 0) throw notSupported(file, needs.join(', '));
  const segments = Object.values(metadata.segments);
  const segment = asSegment(segments[0]);
  if (segments.length !== 1 || segment === null) throw notSupported(file, `${segments.length} segments`);
  if (segment.encryption !== CIPHER || segment.sector_size !== XTS_UNIT_BYTES) {
    throw notSupported(file, `${segment.encryption}, ${segment.sector_size}`);
  }
  return segment;
}

async function openKeyslots(file: VolumeFile, metadata: LuksMetadata, secret: Uint8Array): Promise<Uint8Array> {
  const digests = Object.values(metadata.digests).flatMap((value) => asDigest(value) ?? []);
  let tried = 0;
  for (const [name, value] of Object.entries(metadata.keyslots)) {
    const slot = asKeyslot(value);
    const digest = digests.find(({ keyslots }) => keyslots.includes(name));
    if (slot === null || digest === undefined || !canUse(slot) || slot.area.size > READ_BYTES_MAX) continue;
    if (slot.area.offset + slot.area.size > file.sizeBytes) {
      const expected = slot.area.offset + slot.area.size;
      throw new EvidenceError('volume.truncated', { path: file.path, expected, found: file.sizeBytes });
    }
    tried += 1;
    const area = new Uint8Array(await file.read(slot.area.offset, slot.area.size));
    const key = await emptyKeyslot(slot, area, secret);
    if (await isVolumeKey(key, digest)) return key;
    key.fill(0);
  }
  if (tried === 0)
    throw notSupported(file, [...new Set(Object.values(metadata.keyslots).map(describeKeyslot))].join('; '));
  throw new WrongKeyError('volume.wrong-passphrase', { path: file.path, keyslots: tried });
}

function notSupported(file: VolumeFile, what: string): EvidenceError {
  return new EvidenceError('volume.luks-not-supported', { path: file.path, what });
}

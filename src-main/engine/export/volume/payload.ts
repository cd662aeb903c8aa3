/** The decrypted payload of a volume, to be read at any place. */
import { EvidenceError } from '../../lib/index.ts';
import type { ByteSource } from '../filesystem/index.ts';
import type { UnlockedVolume } from './prepared.ts';
import type { VolumeFile } from './target/volumeFile.ts';
import { XTS_UNIT_BYTES, XtsCipher } from './xts/xtsCipher.ts';

export class DecryptedPayload implements ByteSource {
  readonly sizeBytes: number;
  readonly #file: VolumeFile;
  readonly #volume: UnlockedVolume;
  readonly #cipher: XtsCipher;

  /** The volume's key may be wiped afterwards. */
  constructor(file: VolumeFile, volume: UnlockedVolume) {
    this.sizeBytes = volume.payloadBytes;
    this.#file = file;
    this.#volume = volume;
    this.#cipher = new XtsCipher(volume.key);
  }

  /** At most 1 MiB; valid until the next call. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length > this.sizeBytes)
      throw new EvidenceError('volume.ends-early', { path: this.#file.path, offset });
    const start = Math.floor(offset / XTS_UNIT_BYTES) * XTS_UNIT_BYTES;
    const end = Math.ceil((offset + length) / XTS_UNIT_BYTES) * XTS_UNIT_BYTES;
    const units = await this.#file.read(this.#volume.payloadOffset + start, end - start);
    this.#cipher.decrypt(units, this.#volume.firstUnit + BigInt(start / XTS_UNIT_BYTES));
    return units.subarray(offset - start, offset - start + length);
  }
}

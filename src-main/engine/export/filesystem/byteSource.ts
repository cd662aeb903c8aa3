/** Something to read from at any place: a file, a device, the decrypted payload of a volume. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly `length` bytes, valid until the next call; refuses to read beyond `sizeBytes`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * The JSON area of a LUKS2 header ("LUKS2 On-Disk Format Specification" 1.1, §3): what of it we write and read. Numbers
 * of 64 bits stand as decimal strings, binary values as base64. Members that we do not know are left alone.
 */
import { z } from 'zod';

const decimal = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const base64 = z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

/** More would only keep the reader busy: minutes for a guess. */
const iterations = z.number().int().min(1).max(100_000_000);

const kdf = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('argon2id'),
    time: z.number().int().min(1).max(100),
    /** KiB; no more than hash-wasm's 32-bit memory can hold. */
    memory: z
      .number()
      .int()
      .min(8)
      .max(4 * 1024 * 1024 - 64),
    cpus: z.number().int().min(1).max(64),
    salt: base64,
  }),
  z.object({
    type: z.literal('pbkdf2'),
    hash: z.string(),
    iterations,
    salt: base64,
  }),
]);

const keyslot = z.object({
  type: z.literal('luks2'),
  key_size: z.number().int(),
  af: z.object({ type: z.literal('luks1'), stripes: z.number().int().min(2).max(10_000), hash: z.string() }),
  area: z.object({
    type: z.literal('raw'),
    offset: decimal,
    size: decimal,
    encryption: z.string(),
    key_size: z.number().int(),
  }),
  kdf,
});

const segment = z.object({
  type: z.literal('crypt'),
  offset: decimal,
  /** Bytes, or up to the end of the medium. */
  size: z.union([z.literal('dynamic'), decimal]),
  iv_tweak: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(BigInt),
  encryption: z.string(),
  sector_size: z.number().int(),
});

const digest = z.object({
  type: z.literal('pbkdf2'),
  keyslots: z.array(z.string()),
  segments: z.array(z.string()),
  hash: z.string(),
  iterations,
  salt: base64,
  digest: base64,
});

/** Objects of a type that we lack stay raw: they are passed over, and named when nothing else is left. */
export const luksMetadata = z.object({
  keyslots: z.record(z.string(), z.unknown()),
  segments: z.record(z.string(), z.unknown()),
  digests: z.record(z.string(), z.unknown()),
  config: z.object({ requirements: z.object({ mandatory: z.array(z.string()).optional() }).optional() }),
});

export type LuksMetadata = z.infer<typeof luksMetadata>;
export type LuksKeyslot = z.infer<typeof keyslot>;
export type LuksKdf = z.infer<typeof kdf>;
export type LuksSegment = z.infer<typeof segment>;
export type LuksDigest = z.infer<typeof digest>;

/** Null when it is of a kind that we lack. */
export function asKeyslot(value: unknown): LuksKeyslot | null {
  return keyslot.safeParse(value).data ?? null;
}

export function asSegment(value: unknown): LuksSegment | null {
  return segment.safeParse(value).data ?? null;
}

export function asDigest(value: unknown): LuksDigest | null {
  return digest.safeParse(value).data ?? null;
}

const anyKeyslot = z.object({
  key_size: z.number(),
  area: z.object({ encryption: z.string() }),
  kdf: z.object({ type: z.string() }),
});

/** A keyslot that cannot be used, for a message: cipher, bits of the key, derivation. */
export function describeKeyslot(value: unknown): string {
  const { data } = anyKeyslot.safeParse(value);
  return data === undefined ? '?' : `${data.area.encryption} ${data.key_size * 8}, ${data.kdf.type}`;
}

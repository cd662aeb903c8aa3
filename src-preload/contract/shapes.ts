/** Shapes that several areas share. Times are UTC milliseconds, sizes bytes, hashes lower-case hexadecimal. */
import { z } from 'zod';
import { ROLES } from './define.ts';

export const role = z.enum(ROLES);
export const utcMs = z.number().int();
export const byteCount = z.number().int().nonnegative();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const nothing = z.strictObject({});
export const id = z.string().min(1).max(64);
/** What a person types: never empty, bounded, no control characters except line breaks and tabs. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u);
export const name = text(200).min(1);
export const path = z.string().min(1).max(4096);
export const username = z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/);
/** NFKC-normalised by the engine; its own policy decides (NIST SP 800-63B-4), this only bounds the size. */
export const password = z.string().min(1).max(256);
export const totpCode = z.string().regex(/^\d{6}$/);

export const HASH_NAMES = ['sha256', 'sm3', 'md5', 'sha1'] as const;
export const hashName = z.enum(HASH_NAMES);
export const hashes = z.partialRecord(hashName, z.string().regex(/^[0-9a-f]+$/));

/** The three-valued verdict; "not performed" is never shown as passed. */
export const VERDICTS = ['matched', 'mismatched', 'not-performed'] as const;
export const verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdict>;

/** An error as it crosses: the code has a message `error.<code>` in the catalogue, details fill its placeholders. */
export const wireError = z.strictObject({
  kind: z.enum(['evidence', 'refused', 'io', 'bug', 'usage']),
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type WireError = z.infer<typeof wireError>;

/** A page of a long list. */
export const page = { offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(1000) };

/** lib: small pure pieces that know nothing of evidence. Never imports another room. */
export * from './adler32.ts';
export * from './atomicFile.ts';
export * from './atomicFolder.ts';
export * from './brands.ts';
export * from './bytes.ts';
export * from './canonicalJson.ts';
export * from './clock.ts';
export * from './digest.ts';
export * from './errors.ts';
export * from './isoTime.ts';
export * from './sm3.ts';
export * from './workers.ts';

/**
 * The three ways something can go wrong, and the code that names each.
 *
 * - `EvidenceError`: what was read is bad (damaged image, malformed record). It is recorded and shown.
 * - `RefusedError`: a rule says no (role, ceremony, clock, retention). It is logged as a refusal.
 * - `IoError`: a device or file could not be read or written.
 * - `BugError`: an invariant of ours broke. The job stops.
 *
 * `code` is stable (`area.what`), has a message `error.<code>` in both languages, and never changes its meaning.
 * `details` fill the message's placeholders; they hold names and places, never secrets.
 */
export type ErrorDetails = Readonly<Record<string, string | number>>;

export abstract class SealbenchError extends Error {
  abstract readonly kind: 'evidence' | 'refused' | 'io' | 'bug';
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(code: string, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

export class EvidenceError extends SealbenchError {
  readonly kind = 'evidence';
}

export class RefusedError extends SealbenchError {
  readonly kind = 'refused';
}

export class IoError extends SealbenchError {
  readonly kind = 'io';
}

export class BugError extends SealbenchError {
  readonly kind = 'bug';
}

/** Means exactly: this secret does not open this lock, another might. Damage is never reported with it. */
export class WrongKeyError extends RefusedError {}

/** Turns whatever was thrown into one of ours; system errors keep their errno as a detail. */
export function asSealbenchError(thrown: unknown): SealbenchError {
  if (thrown instanceof SealbenchError) return thrown;
  if (isErrnoException(thrown)) {
    const details = { errno: thrown.code ?? 'UNKNOWN', path: thrown.path ?? '', call: thrown.syscall ?? '' };
    return new IoError(IO_CODES[thrown.code ?? ''] ?? 'io.failed', details, thrown);
  }
  return new BugError('bug.unexpected', { message: thrown instanceof Error ? thrown.message : String(thrown) }, thrown);
}

/** An error on its way to another thread or process: classes and causes do not survive the crossing, kind and code do. */
export interface ToldError {
  readonly kind: SealbenchError['kind'];
  readonly code: string;
  readonly details: Record<string, string | number>;
}

export function toldError(thrown: unknown): ToldError {
  const { kind, code, details } = asSealbenchError(thrown);
  return { kind, code, details: { ...details } };
}

/** The other side of `toldError`: an error of the same kind, code and details. */
export function retold({ kind, code, details }: ToldError): SealbenchError {
  return new KINDS[kind](code, details);
}

const KINDS = { evidence: EvidenceError, refused: RefusedError, io: IoError, bug: BugError } as const;

const IO_CODES: Readonly<Record<string, string>> = {
  ENOENT: 'io.not-found',
  EACCES: 'io.no-permission',
  EPERM: 'io.no-permission',
  ENOSPC: 'io.no-space',
  EDQUOT: 'io.no-space',
  EROFS: 'io.read-only-file-system',
  EEXIST: 'io.exists',
  EIO: 'io.device-error',
  EISDIR: 'io.is-folder',
  ENOTDIR: 'io.not-folder',
};

export function isErrnoException(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && typeof (thrown as NodeJS.ErrnoException).code === 'string';
}

/** Attachments with most of their particulars unknown, as most sources give them. */
import type { Attachment } from './model.ts';

export function attachment(kind: Attachment['kind'], details: Partial<Omit<Attachment, 'kind'>>): Attachment {
  return { kind, name: '', sizeBytes: null, digest: null, reference: null, durationMs: null, ...details };
}

/** A file's name out of a path of any system, or out of an address. */
export function nameOfPath(path: string): string {
  return (
    path
      .replace(/[?#].*$/s, '')
      .replaceAll('\\', '/')
      .split('/')
      .at(-1) ?? ''
  );
}

/** What a document may load (Content Security Policy Level 3). Nothing is allowed that is not named here. */
const PAGE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'media-src': "'self' blob:",
  'connect-src': "'none'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'worker-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** A form on its way to the printer: styles and pictures that stand in it, nothing else, and no script at all. */
const PRINT = { ...PAGE, 'script-src': "'none'", 'img-src': 'data:', 'font-src': "'none'", 'media-src': "'none'" };

const POLICIES = { page: PAGE, print: PRINT };

/** The nonce, fresh for every load, is what lets the component library's own style elements in. */
export function contentPolicy(kind: keyof typeof POLICIES, nonce: string): string {
  const styles = kind === 'page' ? `'self' 'nonce-${nonce}'` : `'nonce-${nonce}'`;
  const directives = Object.entries({ ...POLICIES[kind], 'style-src': styles });
  return directives.map(([name, value]) => `${name} ${value}`).join('; ');
}

export function documentHeaders(kind: keyof typeof POLICIES, nonce: string): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentPolicy(kind, nonce),
    ...COMMON_HEADERS,
  };
}

export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

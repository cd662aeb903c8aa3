/**
 * The files behind `app://sealbench/`: the built window, listed once at the start. A request is looked up in that list
 * and never joined to a folder, so that no spelling of `..` leads anywhere.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { COMMON_HEADERS, documentHeaders } from './contentPolicy.ts';

export const APP_SCHEME = 'app';
export const APP_HOST = 'sealbench';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

const NONCE_PLACE = '__CSP_NONCE__';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Path in the address, from the root and with `/` (`/assets/index.js`), to the file on disk. */
export type AppFiles = ReadonlyMap<string, string>;

export function listAppFiles(folder: string): AppFiles {
  const files = new Map<string, string>();
  const collect = (inside: string, prefix: string): void => {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) collect(path, `${prefix}${entry.name}/`);
      else if (entry.isFile()) files.set(`${prefix}${entry.name}`, path);
    }
  };
  collect(folder, '/');
  return files;
}

/** True for an address of the window's own page and files: the only ones that may load or call. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === '';
}

/** The listed file an address names; undefined for everything else. */
export function findAppFile(files: AppFiles, address: string): string | undefined {
  return isAppUrl(address) ? files.get(new URL(address).pathname) : undefined;
}

export async function answerAppRequest(files: AppFiles, request: Request): Promise<Response> {
  const path = request.method === 'GET' ? findAppFile(files, request.url) : undefined;
  if (path === undefined) return new Response(null, { status: 404, headers: COMMON_HEADERS });
  const content = await readFile(path);
  if (extname(path) === '.html') {
    const nonce = randomBytes(16).toString('base64');
    return new Response(content.toString('utf8').replaceAll(NONCE_PLACE, nonce), {
      headers: documentHeaders('page', nonce),
    });
  }
  const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(content), { headers: { 'Content-Type': type, ...COMMON_HEADERS } });
}

/**
 * The window's own folder (language, theme, table columns; never anything of a case): one for each station's home, so
 * that two stations can be open at once and a second window on the same one is noticed.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

export function profileFolder(userData: string, home: string): string {
  return join(userData, 'windows', createHash('sha256').update(home).digest('hex').slice(0, 16));
}

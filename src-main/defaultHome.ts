/** Where the station lies unless `--home` says otherwise: the same folder for window and command line. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** XDG Base Directory Specification, `$XDG_DATA_HOME`. */
export function defaultHome(): string {
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'sealbench');
}

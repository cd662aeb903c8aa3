/** The program's own arguments. Chromium's switches and the runtime's stand beside them and are passed over. */
import { resolve } from 'node:path';

export interface ProgramArguments {
  /** Absolute path of the station's folder, or null for the user's own. */
  readonly home: string | null;
}

export function parseArguments(argv: readonly string[]): ProgramArguments {
  const at = argv.findIndex((argument) => argument === '--home' || argument.startsWith('--home='));
  const argument = argv[at];
  if (argument === undefined) return { home: null };
  const value = argument === '--home' ? argv[at + 1] : argument.slice('--home='.length);
  return { home: value ? resolve(value) : null };
}

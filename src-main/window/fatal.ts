/** Says why the program cannot go on: on standard error for scripts, in a box for the person, in both languages. */
import { app, dialog } from 'electron';
import { isMessageKey, LANGUAGES, message } from '../../src-preload/contract/catalogue.ts';
import { toWireError } from '../gateway/wireError.ts';

export function tellFatal(thrown: unknown): void {
  const { code, details } = toWireError(thrown);
  const key = `error.${code}`;
  const lines = isMessageKey(key) ? LANGUAGES.map((language) => message(language, key, details)) : [code];
  process.stderr.write(`sealbench: ${code}: ${lines.join(' ')}\n`);
  if (app.isReady()) dialog.showErrorBox('封证台 Sealbench', [...lines, code].join('\n\n'));
}

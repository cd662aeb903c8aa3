/** Asks before the window closes over work that is going on: closing cancels it. */
import { type BrowserWindow, dialog } from 'electron';
import { LANGUAGES, type MessageKey, message } from '../../src-preload/contract/catalogue.ts';
import type { JobSnapshot } from '../../src-preload/contract/index.ts';

const STAY = 0;

export function confirmClosing(window: BrowserWindow, jobs: readonly JobSnapshot[]): boolean {
  const running = jobs.filter((job) => job.endedAt === null);
  if (running.length === 0) return true;
  const both = (key: MessageKey, values = {}): string =>
    LANGUAGES.map((language) => message(language, key, values)).join(' / ');
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: both('window.closing.question', { count: running.length }),
    detail: running.map((job) => job.subject).join('\n'),
    buttons: [both('window.closing.stay'), both('window.closing.close')],
    defaultId: STAY,
    cancelId: STAY,
  });
  return answer !== STAY;
}

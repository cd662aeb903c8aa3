/**
 * window: everything that is Electron's. The one window and its `app://` page, the system's dialogs, printing.
 *
 * Promises: a page has no Node, no network, no permission, no further window; it reaches the engine through the
 * gateway's calls alone. Never decides whether an act is allowed, never touches evidence by itself.
 */
export { APP_SCHEME, answerAppRequest, isAppUrl, listAppFiles } from './appFiles.ts';
export { parseArguments } from './arguments.ts';
export { confirmClosing } from './closing.ts';
export { tellFatal } from './fatal.ts';
export { lockProcess, lockSession } from './lockdown.ts';
export { createMainWindow } from './mainWindow.ts';
export { printHtmlToPdf } from './print.ts';
export { profileFolder } from './profile.ts';
export { runtimeFacts } from './runtime.ts';
export { windowHandlers } from './windowCalls.ts';

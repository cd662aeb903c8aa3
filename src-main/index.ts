/** Electron's entry: wires window and engine, nothing else. */

import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain, session } from 'electron';
import packageFile from '../package.json' with { type: 'json' };
import { defaultHome } from './defaultHome.ts';
import { openBench } from './engine/bench.ts';
import { RefusedError, systemClock, useBundledWorkers } from './engine/lib/index.ts';
import { configureSqlite } from './engine/vault/index.ts';
import { openGateway } from './gateway/gateway.ts';
import { forwardEvents, handleCalls } from './gateway/handle.ts';
import {
  APP_SCHEME,
  answerAppRequest,
  confirmClosing,
  createMainWindow,
  isAppUrl,
  listAppFiles,
  lockProcess,
  lockSession,
  parseArguments,
  printHtmlToPdf,
  profileFolder,
  runtimeFacts,
  tellFatal,
  windowHandlers,
} from './window/index.ts';

const home = parseArguments(process.argv).home ?? defaultHome();

try {
  lockProcess();
  app.setPath('userData', profileFolder(app.getPath('userData'), home));
  if (!app.requestSingleInstanceLock()) throw new RefusedError('window.already-open', { home });
  app.whenReady().then(openStation).catch(giveUp);
} catch (reason) {
  giveUp(reason);
}

function openStation(): void {
  const { nativeStore, ...runtime } = runtimeFacts();
  if (nativeStore !== null) configureSqlite({ nativeBinding: nativeStore });
  const built = join(app.getAppPath(), 'out');
  useBundledWorkers(join(built, 'main', 'workers'));

  const bench = openBench({ home, clock: systemClock, version: packageFile.version, runtime, printer: printHtmlToPdf });
  const gateway = openGateway(
    bench,
    windowHandlers(() => window, home),
  );

  const profile = session.fromPartition('persist:window', { cache: false });
  for (const one of [profile, session.defaultSession]) lockSession(one);
  const files = listAppFiles(join(built, 'renderer'));
  profile.protocol.handle(APP_SCHEME, (request) => answerAppRequest(files, request));

  const window: BrowserWindow = createMainWindow(profile, join(built, 'preload', 'index.cjs'));
  handleCalls(ipcMain, gateway, { contentsId: () => window.webContents.id, isOurAddress: isAppUrl });
  forwardEvents(gateway, () => (window.isDestroyed() ? null : window.webContents));

  let closing: Promise<void> | null = null;
  const close = (exitCode: number): void => {
    closing ??= gateway
      .close()
      .catch(tellFatal)
      .finally(() => app.exit(exitCode));
  };
  window.on('close', (event) => {
    event.preventDefault();
    if (closing === null && confirmClosing(window, bench.jobs.list())) close(0);
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    close(0);
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  process.on('uncaughtException', (error) => {
    tellFatal(error);
    close(1);
  });
}

function giveUp(reason: unknown): void {
  tellFatal(reason);
  app.exit(1);
}

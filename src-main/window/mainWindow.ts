/** The one window a person sees. */
import { join } from 'node:path';
import { app, BrowserWindow, type Session } from 'electron';
import { APP_PAGE } from './appFiles.ts';
import { LOCKED_PREFERENCES } from './preferences.ts';

export function createMainWindow(session: Session, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: '封证台 Sealbench',
    autoHideMenuBar: true,
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    webPreferences: { ...LOCKED_PREFERENCES, session, preload, devTools: !app.isPackaged },
  });
  window.once('ready-to-show', () => window.show());
  // A page that died is shown again; the engine and its work live in this process and went on.
  window.webContents.on('render-process-gone', () => window.reload());
  void window.loadURL(APP_PAGE);
  return window;
}

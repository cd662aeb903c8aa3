/**
 * Everything a page could ask of the system is refused here, once, for every session and every page this process makes:
 * the network, permissions, devices, navigation, further windows, embedded views, downloads.
 */
import { app, Menu, protocol, type Session, type WebContents } from 'electron';
import { RefusedError } from '../engine/lib/index.ts';
import { APP_SCHEME, isAppUrl } from './appFiles.ts';

/** Ways in for a debugger. Node's own (`--inspect`, `NODE_OPTIONS`) are closed by fuses in the packaged program. */
const DEBUGGING_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/** Before the system is ready: no debugger in the packaged program, no name for Chromium's own services to resolve. */
export function lockProcess(): void {
  if (app.isPackaged && DEBUGGING_SWITCHES.some((name) => app.commandLine.hasSwitch(name))) {
    throw new RefusedError('window.no-debugger');
  }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
  Menu.setApplicationMenu(null);
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('dns-prefetch-disable');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isAllowed(request.url) }));
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** The page's own files; `data:` and `blob:` hold what the page already has. The developer's tools, unpackaged only. */
function isAllowed(address: string): boolean {
  const scheme = address.slice(0, address.indexOf(':') + 1);
  if (scheme === 'data:' || scheme === 'blob:') return true;
  if (scheme === 'devtools:') return !app.isPackaged;
  return isAppUrl(address);
}

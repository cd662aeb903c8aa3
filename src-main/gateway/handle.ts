/**
 * The window's way to the gateway, and the only caller of `ipcMain.handle`. A call is taken from one frame alone: the
 * main frame of our own window while it shows our own page. Everything after that is the gateway's to decide.
 */

import { callChannel, eventChannel } from '../../src-preload/channels.ts';
import type { Reply } from '../../src-preload/contract/bridge.ts';
import { type CallKey, contract } from '../../src-preload/contract/index.ts';
import type { Gateway } from './gateway.ts';

/** As much of Electron's `WebFrameMain`, `IpcMainInvokeEvent`, `IpcMain` and `WebContents` as is needed here. */
export interface Frame {
  readonly url: string;
  readonly parent: unknown;
}
export interface InvokeEvent {
  readonly sender: { readonly id: number; readonly mainFrame: Frame };
  readonly senderFrame: Frame | null;
}
export interface InvokeReceiver {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => unknown): void;
}
export interface Listener {
  isDestroyed(): boolean;
  send(channel: string, payload: unknown): void;
}

export interface WindowFrame {
  /** `webContents.id` of our window; null while there is none. */
  readonly contentsId: () => number | null;
  readonly isOurAddress: (url: string) => boolean;
}

export function handleCalls(ipcMain: InvokeReceiver, gateway: Gateway, window: WindowFrame): void {
  for (const key of Object.keys(contract) as CallKey[]) {
    ipcMain.handle(callChannel(key), async (event, ...args): Promise<Reply<unknown>> => {
      if (!isOurFrame(event, window)) return refusal('refused', 'gateway.foreign-sender', { call: key });
      if (args.length !== 1) return refusal('usage', 'gateway.one-argument', { call: key, count: args.length });
      return gateway.dispatch(key, args[0]);
    });
  }
}

/** Tells the window what the engine has to say; returns how to stop. */
export function forwardEvents(gateway: Gateway, listener: () => Listener | null): () => void {
  return gateway.subscribe((event, payload) => {
    const contents = listener();
    if (contents && !contents.isDestroyed()) contents.send(eventChannel(event), payload);
  });
}

function isOurFrame({ sender, senderFrame }: InvokeEvent, window: WindowFrame): boolean {
  return (
    senderFrame !== null &&
    sender.id === window.contentsId() &&
    senderFrame === sender.mainFrame &&
    senderFrame.parent === null &&
    window.isOurAddress(senderFrame.url)
  );
}

function refusal(kind: 'refused' | 'usage', code: string, details: Record<string, string | number>): Reply<never> {
  return { ok: false, error: { kind, code, details } };
}

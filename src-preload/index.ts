/**
 * The bridge: `window.sealbench` has one function for each call and each event of the contract, made from its list of
 * keys. Nothing takes a channel's name from the page, and neither `ipcRenderer` nor an event object ever reaches it.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, eventChannel } from './channels.ts';
import type { SealbenchBridge } from './contract/bridge.ts';
import { type CallKey, contract, type EventKey, events } from './contract/index.ts';

const call = Object.fromEntries(
  (Object.keys(contract) as CallKey[]).map((key) => {
    const channel = callChannel(key);
    return [key, (input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input)];
  }),
) as SealbenchBridge['call'];

const on = Object.fromEntries(
  (Object.keys(events) as EventKey[]).map((key) => {
    const channel = eventChannel(key);
    const subscribe = (listener: (payload: unknown) => void): (() => void) => {
      const receive = (_event: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(channel, receive);
      return () => void ipcRenderer.removeListener(channel, receive);
    };
    return [key, subscribe];
  }),
) as SealbenchBridge['on'];

// contextBridge copies and freezes what it is given.
contextBridge.exposeInMainWorld('sealbench', { call, on });

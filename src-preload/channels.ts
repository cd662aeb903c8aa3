/** How keys of the contract are named between the processes. Both ends derive the names here; no page can choose one. */
import type { CallKey, EventKey } from './contract/index.ts';

export function callChannel(key: CallKey): string {
  return `sealbench.call:${key}`;
}

export function eventChannel(key: EventKey): string {
  return `sealbench.event:${key}`;
}

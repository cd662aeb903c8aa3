/** Keys of the window: screens say which they answer to, `?` shows them. Never taken from somebody who is typing. */
import { useEffect } from 'react';
import type { MessageKey } from '../../src-preload/contract/catalogue.ts';
import { makeStore, useStore } from './store.ts';

export interface KeyBinding {
  /** `j`, `?`, `ctrl+k`: the key as `KeyboardEvent.key` in lower case, with its modifiers. */
  readonly key: string;
  readonly label: MessageKey;
  readonly run: () => void;
  /** Works while typing too: only for combinations with Ctrl. */
  readonly whileTyping?: boolean;
}

const layers = makeStore<readonly (readonly KeyBinding[])[]>([]);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input:not([type=checkbox],[type=radio]), textarea, select') !== null)
  );
}

function nameOf(event: KeyboardEvent): string {
  const ctrl = event.ctrlKey || event.metaKey ? 'ctrl+' : '';
  const alt = event.altKey ? 'alt+' : '';
  return `${ctrl}${alt}${event.key.toLowerCase()}`;
}

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = nameOf(event);
  const typing = isTyping(event.target);
  const dialogOpen = document.querySelector('[role=dialog][aria-modal=true]') !== null;
  for (const layer of [...layers.get()].reverse()) {
    const binding = layer.find((each) => each.key === pressed);
    if (!binding || (typing && !binding.whileTyping) || (dialogOpen && !binding.whileTyping)) continue;
    event.preventDefault();
    binding.run();
    return;
  }
});

/** `bindings` must be stable (module constant or memo). The screen opened last is asked first. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  useEffect(() => {
    layers.update((last) => [...last, bindings]);
    return () => layers.update((last) => last.filter((layer) => layer !== bindings));
  }, [bindings]);
}

/** Everything that works now, for the help. */
export function useActiveKeys(): readonly KeyBinding[] {
  return useStore(layers).flat();
}

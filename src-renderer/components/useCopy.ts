/** Copying to the clipboard, with its outcome to show beside the button. */
import { useEffect, useState } from 'react';

export type CopyState = 'idle' | 'copied' | 'failed';
const SHOWN_MS = 2000;

export function useCopy(): { readonly state: CopyState; readonly copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  function copy(text: string): void {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  }
  return { state, copy };
}

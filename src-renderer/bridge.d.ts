/// <reference types="vite/client" />
import type { SealbenchBridge } from '../src-preload/contract/bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload: the only way out of this page. */
    readonly sealbench: SealbenchBridge;
  }
}

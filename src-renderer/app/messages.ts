/** The words of the window: `const t = useMessages()`, then `t('nav.cases')`. */
import { useCallback } from 'react';
import {
  isMessageKey,
  type Language,
  type MessageKey,
  message,
  type Values,
} from '../../src-preload/contract/catalogue.ts';
import { languageStore } from './preferences.ts';
import { useStore } from './store.ts';

export type Translate = (key: MessageKey, values?: Values) => string;

export function useLanguage(): Language {
  return useStore(languageStore);
}

export function useMessages(): Translate {
  const language = useLanguage();
  return useCallback((key, values) => message(language, key, values), [language]);
}

/** For keys that are put together from what the engine says (`check.<name>`, `log.act.<act>`): null when unknown. */
export function useOptionalMessages(): (key: string, values?: Values) => string | null {
  const language = useLanguage();
  return useCallback((key, values) => (isMessageKey(key) ? message(language, key, values) : null), [language]);
}

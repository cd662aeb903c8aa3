/**
 * What the window remembers on this machine: language, columns of tables (and, kept by Mantine, the theme). Never anything of a case: this
 * is kept outside the encrypted stores.
 */
import { LANGUAGES, type Language } from '../../src-preload/contract/catalogue.ts';
import { makeStore } from './store.ts';

const LANGUAGE_KEY = 'sealbench.language';

function remembered<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const found = localStorage.getItem(key);
  return allowed.find((value) => value === found) ?? otherwise;
}

export const languageStore = makeStore<Language>(remembered(LANGUAGE_KEY, LANGUAGES, 'zh'));

export function setLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language);
  languageStore.set(language);
}

export interface ColumnMemory {
  readonly order: readonly string[];
  readonly sizes: Readonly<Record<string, number>>;
}

export function rememberedColumns(table: string): ColumnMemory {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`sealbench.columns.${table}`) ?? 'null');
    if (isColumnMemory(found)) return found;
  } catch {
    // Not ours, or damaged: the default columns are as good.
  }
  return { order: [], sizes: {} };
}

export function rememberColumns(table: string, memory: ColumnMemory): void {
  localStorage.setItem(`sealbench.columns.${table}`, JSON.stringify(memory));
}

function isColumnMemory(value: unknown): value is ColumnMemory {
  if (typeof value !== 'object' || value === null || !('order' in value) || !('sizes' in value)) return false;
  if (!Array.isArray(value.order) || typeof value.sizes !== 'object' || value.sizes === null) return false;
  return (
    value.order.every((id) => typeof id === 'string') &&
    Object.values(value.sizes).every((size) => typeof size === 'number' && size > 0)
  );
}

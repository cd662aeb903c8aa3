/** Numbers as people read them: bytes with their exact count, rates, durations. Binary units, as imaging tools show. */
import type { Language } from '../../src-preload/contract/catalogue.ts';
import { useLanguage, useMessages } from '../app/messages.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

export function shortBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB').format(value);
}

/** `1:04:09`, `4:09`: hours only where there are some. */
export function clockDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export interface Measures {
  readonly count: (value: number) => string;
  /** `512 MiB（536,870,912 字节）` */
  readonly exactBytes: (bytes: number) => string;
  readonly rate: (bytesPerSecond: number) => string;
}

export function useMeasures(): Measures {
  const t = useMessages();
  const language = useLanguage();
  return {
    count: (value) => count(value, language),
    exactBytes: (bytes) => {
      const exact = t('unit.bytes', { count: count(bytes, language) });
      return bytes < 1024 ? exact : t('unit.shortAndExact', { short: shortBytes(bytes), exact });
    },
    rate: (bytesPerSecond) => t('unit.perSecond', { amount: shortBytes(bytesPerSecond) }),
  };
}

/** One check of a report as a line: verdict, statement, what it was made on, place and code where it failed. */
import { isMessageKey, type MessageKey, type Values } from '../../src-preload/contract/catalogue.ts';
import type { Check } from '../../src-preload/contract/index.ts';

export function checkLine(check: Check, t: (key: MessageKey, values?: Values) => string): string {
  const key = `check.${check.name}`;
  const statement = isMessageKey(key) ? t(key) : check.name;
  const rest = [check.subject, check.code ?? '', check.place ?? ''].filter((part) => part !== '').join('  ');
  return `${t(`verdict.${check.verdict}`)}  ${statement}  ${rest}`;
}

/**
 * Levels of access: how far back somebody may look, by the calendar of the station's own zone, and what they may take
 * along. A grant names a level for each of its people; their role says how high it may be.
 */
import type { Level, Role } from '../../../src-preload/contract/index.ts';
import type { UtcMs } from '../lib/index.ts';

export interface LevelRule {
  readonly window: 'week' | 'month' | 'all';
  /** Keep what was found as a selection. */
  readonly archive: boolean;
  /** Take it along, where the grant allows it too. */
  readonly download: boolean;
}

export const LEVEL_RULES: Readonly<Record<Level, LevelRule>> = {
  agent: { window: 'week', archive: false, download: false },
  lead: { window: 'month', archive: true, download: false },
  legal: { window: 'all', archive: true, download: true },
  executive: { window: 'all', archive: true, download: true },
};

/** Roles that are not here get nothing. The forensic officer works for counsel where a superior signs it. */
export const LEVELS_OF_ROLE: Readonly<Partial<Record<Role, readonly Level[]>>> = {
  operator: ['agent', 'lead', 'legal'],
  exporter: ['agent', 'lead'],
  legal: ['agent', 'lead', 'legal'],
  superior: ['agent', 'lead', 'legal', 'executive'],
};

export function mayHold(role: Role, level: Level): boolean {
  return LEVELS_OF_ROLE[role]?.includes(level) ?? false;
}

/** UTC milliseconds of this week's Monday or this month's first day, 00:00; null when nothing limits it. */
export function windowStart(level: Level, now: UtcMs): number | null {
  const { window } = LEVEL_RULES[level];
  if (window === 'all') return null;
  const today = new Date(now);
  const day = window === 'month' ? 1 : today.getDate() - ((today.getDay() + 6) % 7);
  return new Date(today.getFullYear(), today.getMonth(), day).getTime();
}

/**
 * Clocked steps. When the data subject withholds consent, three run at once: legal notice, alternative evidence,
 * settlement offer. In an emergency three teams start at once: the backup log is checked (and the spare store taken if
 * the first is down), the scope confirmed, an alternative prepared. Minutes count from the moment the path begins.
 */
import type { RequestTask, Role, TaskName } from '../../../src-preload/contract/index.ts';
import type { UtcMs } from '../lib/index.ts';

interface TaskRule {
  readonly path: RequestTask['path'];
  readonly minutes: number;
  readonly ownerRole: Role;
  /** Roles that somebody named as owner may have. */
  readonly mayOwn: readonly Role[];
}

export const TASK_RULES: Readonly<Record<TaskName, TaskRule>> = {
  'legal-notice': { path: 'refusal', minutes: 10, ownerRole: 'legal', mayOwn: ['legal'] },
  'alternative-evidence': { path: 'refusal', minutes: 15, ownerRole: 'operator', mayOwn: ['operator'] },
  'settlement-offer': { path: 'refusal', minutes: 20, ownerRole: 'legal', mayOwn: ['legal'] },
  'backup-log': { path: 'emergency', minutes: 15, ownerRole: 'operator', mayOwn: ['operator'] },
  'scope-confirmation': { path: 'emergency', minutes: 10, ownerRole: 'legal', mayOwn: ['legal'] },
  'service-alternative': {
    path: 'emergency',
    minutes: 30,
    ownerRole: 'superior',
    mayOwn: ['operator', 'superior', 'exporter'],
  },
};

export const REFUSAL_TASKS = ['legal-notice', 'alternative-evidence', 'settlement-offer'] as const;
export const EMERGENCY_TASKS = ['backup-log', 'scope-confirmation', 'service-alternative'] as const;

export interface TaskRow {
  readonly task: TaskName;
  readonly owner: string | null;
  readonly openedAt: number;
  readonly dueAt: number;
}

export interface TaskEnd {
  readonly at: number;
  readonly by: string;
  readonly report: string;
}

export function dueAt(task: TaskName, openedAt: number): number {
  return openedAt + TASK_RULES[task].minutes * 60_000;
}

/** Overdue: done after its time, or still open when it is over. */
export function asTask(row: TaskRow, end: TaskEnd | null, now: UtcMs): RequestTask {
  const { task, owner, openedAt, dueAt: due } = row;
  const { path, ownerRole } = TASK_RULES[task];
  return {
    task,
    path,
    ownerRole,
    owner,
    openedAt,
    dueAt: due,
    doneAt: end?.at ?? null,
    doneBy: end?.by ?? null,
    report: end?.report ?? '',
    overdue: (end?.at ?? now) > due,
  };
}

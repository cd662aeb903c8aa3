/** How the steps of ceremonies stand in the log (`docs/formats/ceremony.md`). */
import { asSealbenchError, type JsonValue } from '../lib/index.ts';
import type { LogOutcome, OperationLog } from '../oplog/index.ts';
import type { Live } from './live.ts';

type Facts = { readonly [name: string]: JsonValue } & { readonly actor?: string; readonly witness?: string | null };

export interface Steps {
  /** `actor` is who is signed in and `witness` who proved as one, unless `facts` say otherwise. */
  log(step: string, outcome: LogOutcome, live: Live | null, facts?: Facts): void;
  /** Logs that the step was refused, and why, and throws that on. */
  refused(step: string, live: Live | null, facts: Facts, thrown: unknown): never;
  /** Does `work`; what it throws is a refusal of the step. */
  attempt<T>(step: string, live: Live | null, facts: Facts, work: () => T): T;
}

export function openSteps(operationLog: OperationLog, signedIn: string): Steps {
  function log(step: string, outcome: LogOutcome, live: Live | null, facts: Facts = {}): void {
    const { actor = signedIn, witness = live?.proven.get('witness')?.person.username ?? null, ...rest } = facts;
    const subject = live ? { ceremonyId: live.id, forAct: live.act, digest: live.digest, ...rest } : rest;
    operationLog.append({ act: `ceremony.${step}`, outcome, actor, witness, subject });
  }

  function refused(step: string, live: Live | null, facts: Facts, thrown: unknown): never {
    log(step, 'refused', live, { ...facts, reason: asSealbenchError(thrown).code });
    throw thrown;
  }

  return {
    log,
    refused,
    attempt(step, live, facts, work) {
      try {
        return work();
      } catch (thrown) {
        return refused(step, live, facts, thrown);
      }
    },
  };
}

/** How every step of a request is taken: checked, signed where a signature is asked for, logged, written. */

import { openRecorder } from '../cases/index.ts';
import { signStatement } from '../ceremony/index.ts';
import { type JsonValue, RefusedError } from '../lib/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { RetrievalContext } from './context.ts';
import { isFrozen } from './grantTable.ts';
import { checkStep, type LaterStep } from './machine.ts';
import { insertEvent, type StoredRequest, storedRequest } from './requestTable.ts';
import { contentDigest, contentText, stepStatement } from './signing.ts';

/** Of the person who is signed in: what a signature takes. */
export interface Proof {
  readonly password: string;
  readonly code: string;
}

export type Facts = { readonly [name: string]: JsonValue };

export interface Step {
  readonly id: string;
  readonly step: LaterStep;
  readonly decision?: string;
  readonly note?: string;
  /** Part of what is signed. */
  readonly facts?: Facts;
  /** What the log says beside request and digest: nothing about a person outside the station. */
  readonly logged?: Facts;
  readonly witness?: string;
  /** What speaks against it beside the machine; throws. */
  readonly check?: (request: StoredRequest) => void;
  readonly write?: (entry: LogReceipt) => void;
}

export interface Steps {
  take(step: Step): void;
  sign(step: Step, proof: Proof): Promise<void>;
  /** Throws, and logs, what speaks against the step before anything long is begun for it. */
  check(step: Step): void;
}

interface Signed {
  readonly statement: string;
  readonly signature: string;
}

export function openSteps(context: RetrievalContext): Steps {
  const { db, log, clock, station, session } = context;
  const recorder = openRecorder(db, log);
  const { username } = session.person;

  function speaksAgainst(step: Step): void {
    const request = storedRequest(db, step.id);
    checkStep(step.step, request.standing, session.person);
    if (isFrozen(db, username)) throw new RefusedError('request.frozen', { username });
    step.check?.(request);
  }

  const actOf = ({ id, step, decision = '', witness, logged = {} }: Step, more: Facts) => ({
    act: `request.${step}`,
    actor: username,
    witness: witness ?? null,
    subject: { requestId: id, decision, ...logged, ...more },
  });

  function check(step: Step): void {
    try {
      speaksAgainst(step);
    } catch (thrown) {
      recorder.fail(actOf(step, {}), thrown);
    }
  }

  const textOf = ({ id, step, decision = '', note = '', facts = {} }: Step): string => {
    const { registerNumber, form } = storedRequest(db, id).row;
    return contentText({ requestId: id, registerNumber, form, step, decision, facts: { note, ...facts } });
  };

  function perform(step: Step, content: string, signed: Signed | null): void {
    const { id, decision = '', note = '' } = step;
    const witness = step.witness ?? null;
    recorder.perform(
      actOf(step, { digest: contentDigest(content), ...signed }),
      () => speaksAgainst(step),
      (entry) => {
        const { statement = null, signature = null } = signed ?? {};
        insertEvent(
          db,
          { requestId: id, step: step.step, decision, note, by: username, witness, content, statement, signature },
          entry,
        );
        step.write?.(entry);
      },
    );
  }

  return {
    check,
    take(step) {
      check(step);
      perform(step, textOf(step), null);
    },
    async sign(step, { password, code }) {
      check(step);
      const person = await station.prove(username, password, code);
      const content = textOf(step);
      const { decision = '' } = step;
      const signing = { requestId: step.id, step: step.step, decision, username, at: clock.now() };
      const statement = stepStatement({ ...signing, digest: contentDigest(content) });
      const signature = signStatement(statement, person.privateKeyPem);
      person.forget();
      // Argon2id took its time: everything is looked at again.
      perform(step, content, { statement, signature });
    },
  };
}

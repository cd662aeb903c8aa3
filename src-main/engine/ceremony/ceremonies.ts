/** Opens, proves, refuses, ends and redeems ceremonies for one session. Every step and every refusal stands in the log. */
import { randomUUID } from 'node:crypto';
import {
  type Act,
  type ActParameters,
  actParameters,
  type Ceremony,
  type Side,
} from '../../../src-preload/contract/index.ts';
import {
  asSealbenchError,
  type Clock,
  canonicalJson,
  type JsonValue,
  RefusedError,
  SealbenchError,
} from '../lib/index.ts';
import type { OpenSession, Station } from '../station/index.ts';
import type { Approval } from './approval.ts';
import { approvalOf } from './approvalOf.ts';
import { asCeremony, CEREMONY_MS, forgetKeys, isOver, type Live } from './live.ts';
import { passphraseHalves } from './passphraseHalves.ts';
import { checkFit, checkKeyToLend, checkStanding, refuseUnless, type Standing } from './standing.ts';
import { consentStatement, parametersDigest, signStatement } from './statement.ts';

interface CeremoniesOptions {
  readonly station: Pick<Station, 'prove' | 'accounts'>;
  readonly session: Pick<OpenSession, 'person' | 'log'>;
  readonly clock: Clock;
}

/** Refusals are `RefusedError`s of area `ceremony`, and of `auth` where a proof fails. */
export interface Ceremonies {
  /** For the person who is signed in, who will be the operator side. */
  open(act: Act, parameters: unknown): Ceremony;
  get(id: string): Ceremony;
  /** `passphraseHalf` is shown once and not kept; null for acts without a passphrase. */
  prove(
    id: string,
    side: Side,
    username: string,
    password: string,
    code: string,
  ): Promise<{ ceremony: Ceremony; passphraseHalf: string | null }>;
  refuse(id: string, side: Side, reason: string): Ceremony;
  /** Once, for exactly the act and parameters that both people signed. */
  redeem<A extends Exclude<Act, 'seal-export'>>(id: string, act: A, parameters: unknown): Approval<A>;
  /** As `redeem`, with both halves typed again; a wrong half may be typed once more. */
  redeemExport(id: string, parameters: unknown, typed: Readonly<Record<Side, string>>): Approval<'seal-export'>;
  /** Ends what is still open and forgets every key. Before the session's log is closed. */
  close(): void;
}

export function openCeremonies({ station, session, clock }: CeremoniesOptions): Ceremonies {
  const { log, person: signedIn } = session;
  const ceremonies = new Map<string, Live>();

  function logStep(
    step: string,
    outcome: 'done' | 'refused' | 'expired' | 'cancelled',
    live: Live | null,
    facts: LogFacts,
  ): void {
    const {
      actor = signedIn.username,
      witness = live?.proven.get('witness')?.person.username ?? null,
      ...rest
    } = facts;
    const subject = live ? { ceremonyId: live.id, forAct: live.act, digest: live.digest, ...rest } : rest;
    log.append({ act: `ceremony.${step}`, outcome, actor, witness, subject });
  }

  function expireIfOver(live: Live): void {
    if ((live.state === 'open' || live.state === 'proven') && isOver(live, clock)) {
      live.state = 'expired';
      forgetKeys(live);
    }
    if (live.state === 'expired' && !live.expiryLogged) {
      logStep('expire', 'expired', live, {});
      live.expiryLogged = true;
    }
  }

  /** Keys must go in time even when nobody asks again; what cannot be logged now is logged at the next step. */
  function expireLater(live: Live): void {
    const timer = setTimeout(() => {
      try {
        expireIfOver(live);
      } catch (thrown) {
        if (!(thrown instanceof SealbenchError)) throw thrown;
      }
    }, CEREMONY_MS);
    timer.unref();
  }

  function find(id: string): Live {
    const live = ceremonies.get(id);
    if (!live) throw new RefusedError('ceremony.unknown', { id });
    expireIfOver(live);
    return live;
  }

  /** Runs one step; what speaks against it is logged as a refusal of that step and thrown on. */
  function step<T>(name: string, live: Live | null, facts: LogFacts, work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      logStep(name, 'refused', live, { ...facts, reason: asSealbenchError(thrown).code });
      throw thrown;
    }
  }

  function open(act: Act, parameters: unknown): Ceremony {
    const live = step('open', null, { forAct: act }, (): Live => {
      checkFit(signedIn.role, 'operator', act);
      const parsed = actParameters[act].safeParse(parameters);
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path.join('.') ?? '';
        throw new RefusedError('ceremony.parameters-invalid', { act, field });
      }
      const parametersText = canonicalJson(parsed.data as JsonValue);
      const now = clock.now();
      return {
        id: randomUUID(),
        act,
        parameters: parsed.data,
        parametersText,
        digest: parametersDigest(act, parametersText),
        openedAt: now,
        openedUptimeMs: clock.uptimeMs?.() ?? null,
        halves:
          act === 'seal-export' && (parsed.data as ActParameters['seal-export']).volume !== 'none'
            ? passphraseHalves()
            : null,
        proven: new Map(),
        lastAt: now,
        state: 'open',
        refusedBy: null,
        expiryLogged: false,
      };
    });
    logStep('open', 'done', live, { parameters: JSON.parse(live.parametersText) as JsonValue });
    ceremonies.set(live.id, live);
    expireLater(live);
    return asCeremony(live);
  }

  async function prove(id: string, side: Side, username: string, password: string, code: string) {
    const live = find(id);
    const facts = { side, username };
    const standing = (role?: Standing['role']): Standing => ({
      live,
      side,
      username,
      role,
      signedIn: signedIn.username,
      clock,
    });
    step('prove', live, facts, () => {
      const account = station.accounts().find((each) => each.username === username);
      // A name that nobody has is left to the proof, which does not say what was wrong.
      checkStanding(standing(account?.role));
    });
    let person: Awaited<ReturnType<Station['prove']>>;
    try {
      person = await station.prove(username, password, code);
    } catch (thrown) {
      return step('prove', live, facts, () => {
        throw thrown;
      });
    }
    try {
      // Argon2id took its time: everything is looked at again.
      step('prove', live, facts, () => {
        expireIfOver(live);
        checkStanding(standing(person.role));
        checkKeyToLend(live.act, side, person.evidenceKey);
      });
      const at = clock.now();
      const statement = consentStatement({ ceremonyId: live.id, side, username, at, digest: live.digest });
      const signature = signStatement(statement, person.privateKeyPem);
      logStep('prove', 'done', live, {
        actor: side === 'operator' ? username : signedIn.username,
        ...(side === 'witness' ? { witness: username } : {}),
        side,
        role: person.role,
        statement,
        signature,
      });
      live.proven.set(side, { person, role: person.role, at });
      live.lastAt = at;
      if (live.proven.size === 2) live.state = 'proven';
    } catch (thrown) {
      person.forget();
      throw thrown;
    }
    return { ceremony: asCeremony(live), passphraseHalf: live.halves?.issue(side) ?? null };
  }

  function refuse(id: string, side: Side, reason: string): Ceremony {
    const live = find(id);
    step('refuse', live, { side }, () => refuseUnless(live, 'open', 'proven'));
    logStep('refuse', 'done', live, { side, username: live.proven.get(side)?.person.username ?? null, reason });
    live.state = 'refused';
    live.refusedBy = side;
    forgetKeys(live);
    return asCeremony(live);
  }

  function use<A extends Act>(
    id: string,
    act: A,
    parameters: unknown,
    typed: Readonly<Record<Side, string>> | null,
  ): Approval<A> {
    const live = ceremonies.get(id) ?? null;
    return step('use', live, live ? {} : { ceremonyId: id, forAct: act }, () => {
      if (!live) throw new RefusedError('ceremony.unknown', { id });
      expireIfOver(live);
      refuseUnless(live, 'proven');
      if (clock.now() < live.lastAt) throw new RefusedError('ceremony.clock-back');
      if (live.act !== act) throw new RefusedError('ceremony.other-act', { act, signed: live.act });
      const parsed = actParameters[act].safeParse(parameters);
      const text = parsed.success ? canonicalJson(parsed.data as JsonValue) : '';
      if (parametersDigest(act, text) !== live.digest) throw new RefusedError('ceremony.parameters-altered', { act });
      checkAccounts(live);
      const passphrase = live.halves && typed ? live.halves.join(typed) : null;
      logStep('use', 'done', live, {});
      live.state = 'used';
      return approvalOf<A>(live, passphrase);
    });
  }

  /** Whoever was disabled or given another role since has no say any more. */
  function checkAccounts(live: Live): void {
    for (const { person, role } of live.proven.values()) {
      const account = station.accounts().find((each) => each.username === person.username);
      if (account?.state !== 'active' || account.role !== role) {
        throw new RefusedError('ceremony.account-changed', { username: person.username });
      }
    }
  }

  return {
    open,
    prove,
    refuse,
    get: (id) => asCeremony(find(id)),
    redeem: (id, act, parameters) => use(id, act, parameters, null),
    redeemExport: (id, parameters, typed) => use(id, 'seal-export', parameters, typed),
    close() {
      for (const live of ceremonies.values()) {
        if (live.state === 'open' || live.state === 'proven') {
          logStep('expire', 'cancelled', live, {});
          live.state = 'expired';
          live.expiryLogged = true;
          forgetKeys(live);
        }
      }
      ceremonies.clear();
    },
  };
}

type LogFacts = { readonly [name: string]: JsonValue } & {
  readonly actor?: string;
  readonly witness?: string | null;
};

/** Opens, proves, refuses, ends and redeems ceremonies for one session. Every step and every refusal stands in the log. */
import type { Act, Ceremony, Side } from '../../../src-preload/contract/index.ts';
import { type Clock, type JsonValue, RefusedError, SealbenchError } from '../lib/index.ts';
import type { OpenSession, Station } from '../station/index.ts';
import type { Approval } from './approval.ts';
import { approvalOf } from './approvalOf.ts';
import { asCeremony, begin, CEREMONY_MS, forgetKeys, isOver, isSigned, type Live } from './live.ts';
import { checkFit, checkKeyToLend, checkStanding, refuseUnless } from './standing.ts';
import { consentStatement, signStatement } from './statement.ts';
import { openSteps } from './steps.ts';

interface CeremoniesOptions {
  readonly station: Pick<Station, 'prove' | 'accounts'>;
  readonly session: Pick<OpenSession, 'person' | 'log'>;
  readonly clock: Clock;
}

type TypedHalves = Readonly<Record<Side, string>>;

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
  redeemExport(id: string, parameters: unknown, typed: TypedHalves): Approval<'seal-export'>;
  /** Ends what is still open and forgets every key. Before the session's log is closed. */
  close(): void;
}

export function openCeremonies({ station, session, clock }: CeremoniesOptions): Ceremonies {
  const signedIn = session.person.username;
  const steps = openSteps(session.log, signedIn);
  const ceremonies = new Map<string, Live>();

  const accountOf = (username: string) => station.accounts().find((account) => account.username === username);

  function find(id: string): Live {
    const live = ceremonies.get(id);
    if (!live) throw new RefusedError('ceremony.unknown', { id });
    expireIfOver(live);
    return live;
  }

  function expireIfOver(live: Live): void {
    if ((live.state === 'open' || live.state === 'proven') && isOver(live, clock)) {
      live.state = 'expired';
      forgetKeys(live);
    }
    if (live.state === 'expired' && !live.expiryLogged) {
      steps.log('expire', 'expired', live);
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

  function open(act: Act, parameters: unknown): Ceremony {
    const live = steps.attempt('open', null, { forAct: act }, () => {
      checkFit(session.person.role, 'operator', act);
      return begin(act, parameters, clock);
    });
    steps.log('open', 'done', live, { parameters: JSON.parse(live.parametersText) as JsonValue });
    ceremonies.set(live.id, live);
    expireLater(live);
    return asCeremony(live);
  }

  async function prove(id: string, side: Side, username: string, password: string, code: string) {
    const live = find(id);
    const facts = { side, username };
    // A name that nobody has is left to the proof, which does not say what was wrong.
    const role = accountOf(username)?.role;
    steps.attempt('prove', live, facts, () => checkStanding({ live, side, username, role, signedIn, clock }));
    const person = await station
      .prove(username, password, code)
      .catch((thrown: unknown) => steps.refused('prove', live, facts, thrown));
    try {
      // Argon2id took its time: everything is looked at again.
      steps.attempt('prove', live, facts, () => {
        expireIfOver(live);
        checkStanding({ live, side, username, role: person.role, signedIn, clock });
        checkKeyToLend(live.act, side, person.evidenceKey);
      });
      const at = clock.now();
      const statement = consentStatement({ ceremonyId: live.id, side, username, at, digest: live.digest });
      const signature = signStatement(statement, person.privateKeyPem);
      const who = side === 'operator' ? { actor: username } : { witness: username };
      steps.log('prove', 'done', live, { ...who, side, role: person.role, statement, signature });
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
    steps.attempt('refuse', live, { side }, () => refuseUnless(live, 'open', 'proven'));
    steps.log('refuse', 'done', live, { side, username: live.proven.get(side)?.person.username ?? null, reason });
    live.state = 'refused';
    live.refusedBy = side;
    forgetKeys(live);
    return asCeremony(live);
  }

  function redeem<A extends Act>(id: string, act: A, parameters: unknown, typed: TypedHalves): Approval<A> {
    const known = ceremonies.get(id) ?? null;
    return steps.attempt('use', known, known ? {} : { ceremonyId: id, forAct: act }, () => {
      const live = find(id);
      refuseUnless(live, 'proven');
      if (clock.now() < live.lastAt) throw new RefusedError('ceremony.clock-back');
      if (live.act !== act) throw new RefusedError('ceremony.other-act', { act, signed: live.act });
      if (!isSigned(live, act, parameters)) throw new RefusedError('ceremony.parameters-altered', { act });
      checkAccounts(live);
      const passphrase = live.halves?.join(typed) ?? null;
      steps.log('use', 'done', live);
      live.state = 'used';
      return approvalOf<A>(live, passphrase);
    });
  }

  /** Whoever was disabled or given another role since has no say any more. */
  function checkAccounts(live: Live): void {
    for (const { person, role } of live.proven.values()) {
      const account = accountOf(person.username);
      if (account?.state !== 'active' || account.role !== role) {
        throw new RefusedError('ceremony.account-changed', { username: person.username });
      }
    }
  }

  function close(): void {
    const pending = [...ceremonies.values()].filter(({ state }) => state === 'open' || state === 'proven');
    ceremonies.clear();
    for (const live of pending) {
      live.state = 'expired';
      live.expiryLogged = true;
      forgetKeys(live);
    }
    for (const live of pending) steps.log('expire', 'cancelled', live);
  }

  return {
    open,
    get: (id) => asCeremony(find(id)),
    prove,
    refuse,
    redeem: (id, act, parameters) => redeem(id, act, parameters, { operator: '', witness: '' }),
    redeemExport: (id, parameters, typed) => redeem(id, 'seal-export', parameters, typed),
    close,
  };
}

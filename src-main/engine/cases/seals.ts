/** Sealing and unsealing. Unsealing takes two people; resealing names the seal that it follows. */
import { randomUUID } from 'node:crypto';
import type { SealEvent } from '../../../src-preload/contract/index.ts';
import type { Approval } from '../ceremony/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import type { Recorder } from './recording.ts';
import { exhibitPlace, refuseClosed } from './standing.ts';

export interface NewSeal {
  /** The exhibit. */
  readonly id: string;
  readonly sealNumber: string;
  readonly method: string;
  readonly location: string;
  /** 见证人, as written on the seal record. */
  readonly witness: string;
}

export interface Seals {
  seal(seal: NewSeal, actor: string): void;
  unseal(approval: Approval<'exhibit.unseal'>): void;
}

const SELECT = `
  SELECT id, kind, seal_number AS sealNumber, previous_seal_number AS previousSealNumber, method, reason,
         check_result AS checkResult, location, at, by_user AS "by", witness, ceremony_id AS ceremonyId,
         log_index AS logIndex
    FROM exhibit_seal`;

export function sealsOf(db: ReadDb, exhibitId: string): SealEvent[] {
  return [...db.read<SealEvent>(`${SELECT} WHERE exhibit_id = ? ORDER BY log_index`, exhibitId)];
}

export function openSeals(db: WriteDb, recorder: Recorder): Seals {
  function insert(exhibitId: string, event: Omit<SealEvent, 'id' | 'at' | 'logIndex'>, entry: LogReceipt): void {
    db.write(
      `INSERT INTO exhibit_seal (id, exhibit_id, kind, seal_number, previous_seal_number, method, reason, check_result,
                                 location, at, by_user, witness, ceremony_id, log_index)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      randomUUID(),
      exhibitId,
      event.kind,
      event.sealNumber,
      event.previousSealNumber,
      event.method,
      event.reason,
      event.checkResult,
      event.location,
      entry.at,
      event.by,
      event.witness,
      event.ceremonyId,
      entry.index,
    );
  }

  return {
    seal({ id, sealNumber, method, location, witness }, actor) {
      const { caseId, number } = exhibitPlace(db, id);
      const last = sealsOf(db, id).at(-1);
      const previousSealNumber = last?.sealNumber ?? '';
      const subject = { caseId, exhibitId: id, number, sealNumber, previousSealNumber, method, location, witness };
      recorder.perform(
        { act: 'exhibit.seal', actor, witness: null, subject },
        () => {
          refuseClosed(db, caseId);
          if (last?.kind === 'sealed')
            throw new RefusedError('exhibit.sealed', { number, sealNumber: last.sealNumber });
          const used = db.readOne(`SELECT 1 FROM exhibit_seal WHERE kind = 'sealed' AND seal_number = ?`, sealNumber);
          if (used) throw new RefusedError('exhibit.seal-number-used', { sealNumber });
        },
        (entry) => {
          const nothing = { reason: '', checkResult: '', ceremonyId: null };
          const event = {
            kind: 'sealed' as const,
            sealNumber,
            previousSealNumber,
            method,
            location,
            by: actor,
            witness,
          };
          insert(id, { ...event, ...nothing }, entry);
        },
      );
    },
    unseal(approval) {
      const { id, reason, checkResult, location } = approval.parameters;
      const { caseId, number } = exhibitPlace(db, id);
      const last = sealsOf(db, id).at(-1);
      const sealNumber = last?.sealNumber ?? '';
      const actor = approval.operator.username;
      const witness = approval.witness.username;
      const { ceremonyId } = approval;
      const subject = { caseId, exhibitId: id, number, sealNumber, reason, checkResult, location, ceremonyId };
      recorder.perform(
        { act: 'exhibit.unseal', actor, witness, subject },
        () => {
          refuseClosed(db, caseId);
          if (last?.kind !== 'sealed') throw new RefusedError('exhibit.not-sealed', { number });
        },
        (entry) => {
          const event = { kind: 'unsealed' as const, sealNumber, reason, checkResult, location, by: actor, witness };
          insert(id, { ...event, previousSealNumber: '', method: '', ceremonyId }, entry);
        },
      );
    },
  };
}

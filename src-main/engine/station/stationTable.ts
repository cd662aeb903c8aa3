/** The station's own row in the station store. */
import { createHash } from 'node:crypto';
import { EvidenceError, toHex, type UtcMs, utcMs } from '../lib/index.ts';
import { deriveKey, type ReadDb, type WriteDb } from '../vault/index.ts';
import type { StationFacts } from './door.ts';
import { JOURNAL_START, type JournalEnd } from './refusalJournal.ts';

/** Names the station's log for ever (C2SP signed-note key name). */
export function logOrigin(serial: string): string {
  return `sealbench.local/${serial}`;
}

export interface StationRecord extends StationFacts {
  readonly sealedAuthorityKey: Uint8Array;
  readonly logSeed: Uint8Array;
  readonly evidenceKeyCheck: string | null;
  readonly absorbed: JournalEnd;
}

export function insertStation(db: WriteDb, station: Omit<StationRecord, 'evidenceKeyCheck' | 'absorbed'>): void {
  db.write(
    `INSERT INTO station (id, serial, name, organisation, demo, created_at, authority_certificate,
                          sealed_authority_key, log_seed, evidence_key_check, absorbed_number, absorbed_hash)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)`,
    station.serial,
    station.name,
    station.organisation,
    station.demo ? 1 : 0,
    station.createdAt,
    station.authorityCertificatePem,
    station.sealedAuthorityKey,
    station.logSeed,
    JOURNAL_START.number,
    JOURNAL_START.hash,
  );
}

export function stationRecord(db: ReadDb): StationRecord {
  const row = db.readOne<StationRow>('SELECT * FROM station');
  if (!row) throw new EvidenceError('station.store-incomplete');
  return {
    serial: row.serial,
    name: row.name,
    organisation: row.organisation,
    demo: row.demo === 1,
    createdAt: utcMs(row.created_at),
    authorityCertificatePem: row.authority_certificate,
    sealedAuthorityKey: row.sealed_authority_key,
    logSeed: row.log_seed,
    evidenceKeyCheck: row.evidence_key_check,
    absorbed: { number: row.absorbed_number, hash: row.absorbed_hash },
  };
}

export function setEvidenceKeyCheck(db: WriteDb, check: string): void {
  db.write('UPDATE station SET evidence_key_check = ?', check);
}

export function setAbsorbed(db: WriteDb, { number, hash }: JournalEnd): void {
  db.write('UPDATE station SET absorbed_number = ?, absorbed_hash = ?', number, hash);
}

/** Recognises the evidence key without helping to find it. */
export function evidenceKeyCheck(evidenceKey: Uint8Array): string {
  return createHash('sha256')
    .update(toHex(deriveKey(evidenceKey, 'evidence-key-check')))
    .digest('hex');
}

/** The door is not encrypted: what it says of the station must be what the station store says. */
export function checkDoorAgrees(door: StationFacts, store: StationFacts): void {
  const facts = ['serial', 'name', 'organisation', 'demo', 'authorityCertificatePem', 'createdAt'] as const;
  const differing = facts.find((fact) => door[fact] !== store[fact]);
  if (differing) throw new EvidenceError('station.door-altered', { field: differing });
}

interface StationRow {
  readonly serial: string;
  readonly name: string;
  readonly organisation: string;
  readonly demo: number;
  readonly created_at: UtcMs;
  readonly authority_certificate: string;
  readonly sealed_authority_key: Uint8Array;
  readonly log_seed: Uint8Array;
  readonly evidence_key_check: string | null;
  readonly absorbed_number: number;
  readonly absorbed_hash: string;
}

/** Accounts and their certificates in the station store, which decides over role and state; the door only has the rings. */
import type { Account, Role } from '../../../src-preload/contract/index.ts';
import { RefusedError, type UtcMs } from '../lib/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import { fingerprintOf } from './authority.ts';

export interface PersonFields {
  readonly username: string;
  readonly displayName: string;
  readonly staffNumber: string;
  readonly idDocument: string;
  readonly phone: string;
}

export interface AccountRecord extends Account {
  readonly ringNumber: number;
  readonly codeStep: number;
  readonly certificatePem: string;
}

const SELECT = `
  SELECT a.username, display_name AS displayName, role, state, staff_number AS staffNumber, id_document AS idDocument,
         phone, created_at AS createdAt, last_sign_in_at AS lastSignInAt, fingerprint AS certificateFingerprint,
         holds_evidence_key AS holdsEvidenceKey, ring_number AS ringNumber, code_step AS codeStep, pem AS certificatePem
  FROM account a JOIN certificate c ON c.username = a.username AND c.retired_at IS NULL`;

type Row = Omit<AccountRecord, 'holdsEvidenceKey'> & { readonly holdsEvidenceKey: number };

const asRecord = (row: Row): AccountRecord => ({ ...row, holdsEvidenceKey: row.holdsEvidenceKey === 1 });

export function accountRecord(db: ReadDb, username: string): AccountRecord | null {
  const row = db.readOne<Row>(`${SELECT} WHERE a.username = ?`, username);
  return row ? asRecord(row) : null;
}

/** Throws `RefusedError('station.no-such-user')`. */
export function existingAccount(db: ReadDb, username: string): AccountRecord {
  const found = accountRecord(db, username);
  if (!found) throw new RefusedError('station.no-such-user', { username });
  return found;
}

export function allAccounts(db: ReadDb): readonly AccountRecord[] {
  return db.read<Row>(`${SELECT} ORDER BY a.username`).map(asRecord);
}

/** What crosses to the screen. */
export function asAccount(record: AccountRecord): Account {
  const { username, displayName, role, state, staffNumber, idDocument, phone } = record;
  const { createdAt, lastSignInAt, certificateFingerprint, holdsEvidenceKey } = record;
  const person = { username, displayName, role, state, staffNumber, idDocument, phone };
  return { ...person, createdAt, lastSignInAt, certificateFingerprint, holdsEvidenceKey };
}

export interface NewAccount extends PersonFields {
  readonly role: Role;
  readonly holdsEvidenceKey: boolean;
  readonly certificatePem: string;
}

export function insertAccount(db: WriteDb, account: NewAccount, at: UtcMs): void {
  db.transaction(() => {
    db.write(
      `INSERT INTO account (username, display_name, role, state, staff_number, id_document, phone, created_at,
                            last_sign_in_at, ring_number, code_step, holds_evidence_key)
       VALUES (?, ?, ?, 'active', ?, ?, ?, ?, NULL, 1, 0, ?)`,
      account.username,
      account.displayName,
      account.role,
      account.staffNumber,
      account.idDocument,
      account.phone,
      at,
      account.holdsEvidenceKey ? 1 : 0,
    );
    insertCertificate(db, account.username, account.certificatePem, at);
  });
}

export function replaceCertificate(db: WriteDb, username: string, certificatePem: string, at: UtcMs): void {
  db.transaction(() => {
    db.write('UPDATE certificate SET retired_at = ? WHERE username = ? AND retired_at IS NULL', at, username);
    insertCertificate(db, username, certificatePem, at);
  });
}

export function setAccountState(db: WriteDb, username: string, state: Account['state']): void {
  db.write('UPDATE account SET state = ? WHERE username = ?', state, username);
}

export function setRingNumber(db: WriteDb, username: string, ringNumber: number): void {
  db.write('UPDATE account SET ring_number = ? WHERE username = ?', ringNumber, username);
}

export function setStoredCodeStep(db: WriteDb, username: string, step: number): void {
  db.write('UPDATE account SET code_step = ? WHERE username = ?', step, username);
}

export function setLastSignIn(db: WriteDb, username: string, at: UtcMs): void {
  db.write('UPDATE account SET last_sign_in_at = ? WHERE username = ?', at, username);
}

function insertCertificate(db: WriteDb, username: string, pem: string, at: UtcMs): void {
  db.write(
    'INSERT INTO certificate (fingerprint, username, pem, issued_at, retired_at) VALUES (?, ?, ?, ?, NULL)',
    fingerprintOf(pem),
    username,
    pem,
    at,
  );
}

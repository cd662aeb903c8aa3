/** What was imported into a case, from its store, newest first. */
import type { IntakeRecord } from '../../../../src-preload/contract/index.ts';
import type { ReadDb } from '../../vault/index.ts';

interface IntakeRow {
  readonly id: number;
  readonly name: string;
  readonly importedAt: number;
  readonly importedBy: string;
  readonly warningCount: number;
}

export function intakesOf(db: ReadDb): IntakeRecord[] {
  const intakes = db.read<IntakeRow>(
    `SELECT id, name, imported_at AS importedAt, imported_by AS importedBy,
            (SELECT count(*) FROM intake_warning w WHERE w.intake_id = i.id) AS warningCount
       FROM intake i ORDER BY id DESC`,
  );
  return intakes.map((intake) => ({
    ...intake,
    originals: [
      ...db.read<IntakeRecord['originals'][number]>(
        'SELECT file, size_bytes AS sizeBytes, sha256 FROM original WHERE intake_id = ? ORDER BY file',
        intake.id,
      ),
    ],
    sources: db
      .read<{ report: string }>('SELECT report FROM source WHERE intake_id = ? ORDER BY id', intake.id)
      .map(({ report }) => JSON.parse(report) as IntakeRecord['sources'][number]),
  }));
}

/** The acquisition record in a destination, read as the verifier reads it. */
import { join } from 'node:path';
import { type AcquisitionRecord, readRecordBeside } from '../../src-main/engine/imaging/record.ts';

export async function recordBeside(destination: string): Promise<AcquisitionRecord> {
  const record = await readRecordBeside(join(destination, 'image.E01'));
  if (record === null || record === 'damaged') throw new Error(`no record in ${destination}`);
  return record;
}

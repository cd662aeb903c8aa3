/** A sealed volume: opened with its passphrase, its own structure, and the package inside. */
import { basename } from 'node:path';
import { type OpenVolume, openSealedVolume } from '../export/index.ts';
import type { JobContext } from '../jobs/index.ts';
import { asSealbenchError, WrongKeyError } from '../lib/index.ts';
import type { CheckList } from './checkList.ts';
import { checkPackage } from './package/index.ts';
import { volumeTree } from './tree.ts';

export async function checkVolume(
  path: string,
  passphrase: string | null,
  checks: CheckList,
  job: JobContext,
): Promise<void> {
  const name = basename(path);
  if (passphrase === null) {
    checks.notPerformed('volume.opens', name, 'verify.passphrase-needed');
    return;
  }
  job.step('verify.open', null);
  const volume = await opened(path, passphrase, checks);
  if (volume === null) return;
  try {
    checks.matched('volume.opens', name, { found: `${volume.format}, ${volume.sizeBytes} B` });
    for (const { code, details } of volume.findings) {
      checks.mismatched('volume.structure', String(details.path ?? name), code);
    }
    if (volume.findings.length === 0) checks.matched('volume.structure', name);
    await checkPackage(volumeTree(volume), null, checks, job);
  } finally {
    await volume.close();
  }
}

/** Null when it does not open: a wrong passphrase leaves everything unchecked, damage is a mismatch. */
async function opened(path: string, passphrase: string, checks: CheckList): Promise<OpenVolume | null> {
  try {
    return await openSealedVolume(path, passphrase);
  } catch (thrown) {
    const error = asSealbenchError(thrown);
    if (error instanceof WrongKeyError) checks.notPerformed('volume.opens', basename(path), error.code);
    else if (error.kind === 'evidence') checks.mismatched('volume.opens', basename(path), error.code);
    else throw error;
    return null;
  }
}

/** The tlog-proofs that lie in a bundle: each leads from an entry of the bundle to a root that the station signed. */
import { isErrnoException, SealbenchError } from '../../lib/index.ts';
import { checkSignatures } from './checkpoints.ts';
import type { NamedKey } from './entries.ts';
import type { BundleFiles } from './files.ts';
import type { Findings } from './findings.ts';
import { type InclusionProof, parseProof } from './note.ts';
import { inclusionHolds } from './tree.ts';

export interface PlacedProof extends InclusionProof {
  readonly place: string;
}

export async function readProofs(files: BundleFiles, findings: Findings): Promise<readonly PlacedProof[]> {
  const proofs: PlacedProof[] = [];
  for (const name of await namesIn(files, 'proofs')) {
    findings.performed('log.proofs');
    const place = `proofs/${name}`;
    try {
      proofs.push({ place, ...parseProof(await files.text(place)) });
    } catch (thrown) {
      if (!(thrown instanceof SealbenchError)) throw thrown;
      findings.fault('log.proofs', { code: thrown.code, place });
    }
  }
  return proofs;
}

export function checkProofs(
  findings: Findings,
  proofs: readonly PlacedProof[],
  leaves: ReadonlyMap<number, Uint8Array>,
  keys: readonly NamedKey[],
): void {
  for (const { place, index, path, checkpoint } of proofs) {
    const leaf = leaves.get(index);
    if (!leaf || !inclusionHolds(index, checkpoint.size, leaf, path, checkpoint.root)) {
      findings.fault('log.proofs', { code: 'log.proof-wrong', place });
    }
    checkSignatures(findings, 'log.proofs', { place, checkpoint }, keys);
  }
}

async function namesIn(files: BundleFiles, folder: string): Promise<readonly string[]> {
  try {
    return await files.names(folder);
  } catch (thrown) {
    if (isErrnoException(thrown) && thrown.code === 'ENOENT') return [];
    throw thrown;
  }
}

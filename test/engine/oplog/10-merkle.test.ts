/** The tree against published roots and proofs: Certificate Transparency's reference tree, transparency-dev's cases. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes, fromHex, toHex } from '../../../src-main/engine/lib/index.ts';
import {
  accumulateTree,
  consistencyHolds,
  hashLeaf,
  inclusionHolds,
} from '../../../src-main/engine/oplog/check/tree.ts';
import {
  appendLeaf,
  consistencyPath,
  inclusionPath,
  type NodeReader,
  rootAt,
  rootOf,
  type TreeNode,
} from '../../../src-main/engine/oplog/merkle.ts';

const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** A tree in memory, built the way the log builds its own. */
function grow(leaves: readonly Uint8Array[]): { nodes: NodeReader; roots: Uint8Array[] } {
  const stored = new Map<string, Uint8Array>();
  const roots: Uint8Array[] = [];
  let frontier: readonly TreeNode[] = [];
  leaves.forEach((leaf, index) => {
    stored.set(`0/${index}`, leaf);
    const grown = appendLeaf(frontier, index, leaf);
    for (const { level, position, hash } of grown.completed) stored.set(`${level}/${position}`, hash);
    frontier = grown.frontier;
    roots.push(rootOf(frontier));
  });
  return { roots, nodes: { node: (level, position) => stored.get(`${level}/${position}`) as Uint8Array } };
}

test('the reference tree of Certificate Transparency has its published root at every size, written and checked alike', () => {
  const leaves = ENTRIES.map((entry) => hashLeaf(fromHex(entry)));
  const { roots, nodes } = grow(leaves);
  const checked = accumulateTree();
  leaves.forEach((leaf, index) => {
    checked.add(leaf);
    expect(toHex(roots[index] as Uint8Array)).toBe(ROOTS[index]);
    expect(toHex(rootAt(index + 1, nodes))).toBe(ROOTS[index]);
    expect(toHex(checked.root() as Uint8Array)).toBe(ROOTS[index]);
  });
});

test('every proof for every entry and every pair of sizes up to 70 is accepted, and with one bit changed refused', () => {
  const leaves = Array.from({ length: 70 }, (_, n) => hashLeaf(Uint8Array.of(n)));
  const { nodes, roots } = grow(leaves);
  const root = (size: number) => roots[size - 1] as Uint8Array;
  const spoilt = (path: readonly Uint8Array[]) =>
    path.map((hash, at) => (at === 0 ? hash.map((byte) => byte ^ 1) : hash));
  for (let size = 1; size <= leaves.length; size++) {
    leaves.slice(0, size).forEach((leaf, index) => {
      const path = inclusionPath(index, size, nodes);
      expect(inclusionHolds(index, size, leaf, path, root(size))).toBe(true);
      if (path.length > 0) expect(inclusionHolds(index, size, leaf, spoilt(path), root(size))).toBe(false);
    });
    for (let older = 1; older <= size; older++) {
      const path = consistencyPath(older, size, nodes);
      expect(consistencyHolds(older, size, path, root(older), root(size))).toBe(true);
      if (path.length > 0) expect(consistencyHolds(older, size, spoilt(path), root(older), root(size))).toBe(false);
    }
  }
});

test('a tree of any size is grown node by node as one that is built at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), (size) => {
      const leaves = Array.from({ length: size }, (_, n) => hashLeaf(Uint8Array.of(n % 256, n >> 8)));
      const { roots } = grow(leaves);
      const checked = accumulateTree();
      for (const leaf of leaves) checked.add(leaf);
      expect(equalBytes(roots.at(-1) as Uint8Array, checked.root() as Uint8Array)).toBe(true);
    }),
    { seed: 9162, numRuns: 20 },
  );
});

const archive = resolve(
  import.meta.dirname,
  '../../../../shared/data/crypto/merkle/rfc6962_inclusion_consistency_dev.tar.gz',
);
if (!existsSync(archive)) console.warn('not performed: the cases of transparency-dev are not here');

interface ProofCase {
  readonly leafIdx?: number;
  readonly treeSize?: number;
  readonly size1?: number;
  readonly size2?: number;
  readonly root?: string;
  readonly root1?: string;
  readonly root2?: string;
  readonly leafHash?: string;
  readonly proof: readonly string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
}

test.skipIf(!existsSync(archive))(
  'the 131 cases of transparency-dev for whole trees get their published verdict: 9 hold, 122 do not',
  () => {
    const listed = spawnSync('tar', ['xzOf', archive], { encoding: 'utf8', maxBuffer: 64 << 20 }).stdout;
    const all = JSON.parse(`[${listed.trim().replace(/\}\s*\{/g, '},{')}]`) as readonly ProofCase[];
    // The archive's other 215 cases are proofs over parts of a tree, which the log does not use.
    const cases = all.filter((one) => one.treeSize !== undefined || one.size1 !== undefined);
    expect(all.length).toBe(346);
    const bytes = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
    const verdicts = cases.map((one) => {
      const path = (one.proof ?? []).map(bytes);
      return one.leafIdx === undefined
        ? consistencyHolds(one.size1 ?? -1, one.size2 ?? -1, path, bytes(one.root1), bytes(one.root2))
        : inclusionHolds(one.leafIdx, one.treeSize ?? -1, bytes(one.leafHash), path, bytes(one.root));
    });
    const wrong = cases.filter((one, index) => verdicts[index] === one.wantErr);
    expect(wrong.map((one) => one.desc)).toEqual([]);
    expect([verdicts.filter(Boolean).length, cases.length]).toEqual([9, 131]);
  },
);

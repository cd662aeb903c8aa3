/** The integrity values of an image, in the order of the norm. */
import type { ReactNode } from 'react';
import { HASH_NAMES, type ImageRecord } from '../../src-preload/contract/index.ts';
import { Hash } from './Hash.tsx';

export function ImageHashes({ image }: { readonly image: Pick<ImageRecord, 'hashes'> }): ReactNode {
  return (
    <div>
      {HASH_NAMES.map((algorithm) => {
        const value = image.hashes[algorithm];
        return value === undefined ? null : <Hash key={algorithm} algorithm={algorithm} value={value} />;
      })}
    </div>
  );
}

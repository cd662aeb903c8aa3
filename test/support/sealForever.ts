/** Seals a file that never ends, and says so once bytes are on their way: to be killed. Arguments: target, passphrase. */
import { writeSealedVolume } from '../../src-main/engine/export/volume/index.ts';
import { TREE_TIME } from './fileTrees.ts';
import { quietJob } from './quietJob.ts';

const [, , target = '', passphrase = ''] = process.argv;
const endless = {
  path: 'endless',
  sizeBytes: 2 ** 30,
  modifiedAt: TREE_TIME,
  async *open() {
    for (let megabyte = 0; ; megabyte += 1) {
      yield new Uint8Array(1 << 20);
      if (megabyte === 8) process.stdout.write('under way\n');
      if (megabyte > 8) await new Promise((later) => setTimeout(later, 50));
    }
  },
};
const tree = { files: [endless], folders: [], madeAt: TREE_TIME };
await writeSealedVolume({ target, format: 'veracrypt', passphrase, label: '', tree, job: quietJob() });

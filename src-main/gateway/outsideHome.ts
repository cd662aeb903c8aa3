/** What leaves the station is not written into the station: a caller's path must lie outside the home folder. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { RefusedError } from '../engine/lib/index.ts';

/** Throws `RefusedError('station.path-inside')`. Links are followed; a folder that is not there is left to the writer. */
export async function mustLieOutside(home: string, path: string): Promise<void> {
  const real = await whereabouts(path);
  const own = await whereabouts(home);
  if (real === own || real.startsWith(own + sep)) throw new RefusedError('station.path-inside', { path, home });
}

async function whereabouts(path: string): Promise<string> {
  const whole = resolve(path);
  return realpath(whole).catch(() =>
    realpath(dirname(whole)).then(
      (folder) => join(folder, basename(whole)),
      () => whole,
    ),
  );
}

/** Tools that this project did not write; a test that needs one is skipped, and says so, where it is not installed. */
import { spawnSync } from 'node:child_process';

export function hasTool(name: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
  if (!found) console.warn(`not performed: ${name} is not installed`);
  return found;
}

/** Exit status, standard output, and both streams together. */
export function run(
  tool: string,
  args: readonly string[],
  cwd: string,
): { status: number | null; stdout: string; output: string } {
  const { error, status, stdout, stderr } = spawnSync(tool, args, { cwd, encoding: 'utf8' });
  return error ? { status, stdout: '', output: '' } : { status, stdout, output: `${stdout}${stderr}` };
}

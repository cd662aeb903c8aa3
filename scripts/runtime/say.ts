/** Messages of the set-up go to standard error, so that a program's own output stays clean. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A failure that the person at the keyboard can mend: said without a stack. */
export class SetUpError extends Error {}

export function fail(line: string): never {
  throw new SetUpError(line);
}

/** Runs a script's whole work; a `SetUpError` is said plainly, anything else with its stack. Both end with code 1. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    say(error instanceof SetUpError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}

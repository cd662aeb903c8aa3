/** What was refused, and that it was. */
import { SealbenchError } from '../../src-main/engine/lib/index.ts';

/** The typed error that `attempt` ends with; fails when it succeeds or throws anything else. */
export async function refusalOf(attempt: () => unknown): Promise<SealbenchError> {
  try {
    await attempt();
  } catch (thrown) {
    if (thrown instanceof SealbenchError) return thrown;
    throw thrown;
  }
  throw new Error('it was not refused');
}

export async function refusalCode(attempt: () => unknown): Promise<string> {
  return (await refusalOf(attempt)).code;
}

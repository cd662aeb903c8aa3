/** The page's own bridge, called by a walk that needs content and not the screens that make it. */
import type { Page } from 'playwright-core';
import type { Reply } from '../../src-preload/contract/bridge.ts';
import type { CallInput, CallKey, CallOutput, JobSnapshot } from '../../src-preload/contract/index.ts';
import type { Device } from './signIn.ts';

export async function engine<K extends CallKey>(page: Page, key: K, input: CallInput<K>): Promise<CallOutput<K>> {
  const reply = await page.evaluate(
    ([name, value]) => {
      const bridge = (globalThis as unknown as { sealbench: { call: Record<string, (input: unknown) => unknown> } })
        .sealbench;
      return bridge.call[name]?.(value);
    },
    [key, input] as const,
  );
  const answer = reply as Reply<CallOutput<K>>;
  if (!answer.ok) throw new Error(`${key}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** Both people prove for these parameters; returns the ceremony's id and, for an export, the two halves. */
export async function agree(
  page: Page,
  act: CallInput<'ceremony.open'>['act'],
  parameters: Readonly<Record<string, unknown>>,
  people: { readonly operator: Device; readonly witness: Device },
): Promise<{ readonly id: string; readonly halves: readonly [string, string] }> {
  const { id } = await engine(page, 'ceremony.open', { act, parameters });
  const halves: string[] = [];
  for (const side of ['operator', 'witness'] as const) {
    const { username, password, code } = people[side];
    const proof = { id, side, username, password, code: await code() };
    halves.push((await engine(page, 'ceremony.prove', proof)).passphraseHalf ?? '');
  }
  return { id, halves: [halves[0] ?? '', halves[1] ?? ''] };
}

export async function ended(page: Page, jobId: string): Promise<JobSnapshot> {
  for (;;) {
    const job = await engine(page, 'job.get', { id: jobId });
    if (job.endedAt !== null) return job;
    await page.waitForTimeout(200);
  }
}

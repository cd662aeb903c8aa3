/** How a stream of bytes is cut into records: windows of it go to a cutter, which takes what is complete. */
import type { TextInput } from './textInput.ts';

export interface Cutter {
  /**
   * `bytes[0]` stands at `at` in the stream. Returns how many bytes are done with; the rest comes again with more
   * behind it. `last`: nothing more will come, so everything must be taken.
   */
  cut(bytes: Buffer, at: number, last: boolean): number;
}

/** `drained` is awaited between windows, so that a slow consumer slows the reading. */
export async function cutInput(input: TextInput, cutter: Cutter, drained: () => Promise<void>): Promise<void> {
  let window: Buffer = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of input.chunks()) {
    window = window.length === 0 ? chunk : Buffer.concat([window, chunk]);
    // A byte order mark must be seen whole.
    if (at === 0 && window.length < 3) continue;
    const taken = cutter.cut(window, at, false);
    at += taken;
    window = window.subarray(taken);
    await drained();
  }
  cutter.cut(window, at, true);
  await drained();
}

/** Length of a UTF-8 byte order mark at the start of the stream. */
export function markLength(bytes: Buffer, at: number): number {
  return at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

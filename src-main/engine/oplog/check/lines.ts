/** Lines of a foreign file, byte-exact and bounded: only LF ends a line, UTF-8 must be valid, no line may be endless. */
import { EvidenceError } from '../../lib/index.ts';

/** Yields each line without its LF. Throws `EvidenceError('log.line-unreadable')` with the line's number, from 1. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  const decode = (line: Uint8Array): string => {
    number += 1;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    } catch (cause) {
      throw new EvidenceError('log.line-unreadable', { place: `line ${number}` }, cause);
    }
  };
  for await (const chunk of chunks) {
    const block = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = block.indexOf(0x0a, start); end >= 0; end = block.indexOf(0x0a, start)) {
      yield decode(block.subarray(start, end));
      start = end + 1;
    }
    rest = block.subarray(start);
    if (rest.length > mostBytes) throw new EvidenceError('log.line-unreadable', { place: `line ${number + 1}` });
  }
  // Every line ends with LF: what follows the last one was cut off.
  if (rest.length > 0) throw new EvidenceError('log.line-unreadable', { place: `line ${number + 1}` });
}

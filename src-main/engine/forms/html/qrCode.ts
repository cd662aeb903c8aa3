/** A QR code (ISO/IEC 18004) as inline SVG: one path of one-by-one modules, quiet zone of four modules included. */
import { encode } from 'uqr';
import { Html } from './markup.ts';

const QUIET_ZONE = 4;

/** `text` in byte mode, error correction M (15 %): a fold or a stamp over a corner may be lost. */
export function qrCode(text: string): Html {
  const { data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const box = `0 0 ${data.length} ${data.length}`;
  return new Html(
    `<svg class="qr" viewBox="${box}" role="img" shape-rendering="crispEdges"><path d="${modules.join('')}"/></svg>`,
  );
}

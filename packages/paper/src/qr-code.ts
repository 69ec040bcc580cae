import { encode } from 'uqr';
import type { Paper } from './paper.ts';

/** Draws an address as a QR code: squares, no picture. */
export function drawQrCode(
  { pdf }: Paper,
  address: string,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const { data, size: modules } = encode(address, { ecc: 'M', border: 2 });
  const step = size / modules;
  for (const [row, line] of data.entries()) {
    // Runs rather than squares: no hair lines between them, and a smaller file.
    for (let from = 0; from < modules; from++) {
      if (!line[from]) continue;
      let to = from;
      while (to < modules && line[to]) to++;
      pdf.rect(x + from * step, y + row * step, (to - from) * step, step);
      from = to;
    }
  }
  pdf.fill('#000000');
}

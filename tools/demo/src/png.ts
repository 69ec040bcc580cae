import { crc32, deflateSync } from 'node:zlib';
import { GLYPHS } from './glyphs.ts';

const GLYPH = { width: 6, height: 10, scale: 2 };
const MARGIN = 16;
const PALETTE = Buffer.from([0x1e, 0x1e, 0x2e, 0xe6, 0xe9, 0xef, 0x7a, 0xd1, 0x8f]);
const INK = { ground: 0, text: 1, highlight: 2 } as const;

/** Draws lines of text as a terminal shows them, for a screenshot; lines that begin with `$` stand out. */
export function makeScreenshot(lines: readonly string[]): Buffer {
  const columns = Math.max(...lines.map(({ length }) => length), 1);
  const width = MARGIN * 2 + columns * GLYPH.width * GLYPH.scale;
  const height = MARGIN * 2 + lines.length * GLYPH.height * GLYPH.scale;
  const rows = Array.from({ length: height }, () => Buffer.alloc(width, INK.ground));
  lines.forEach((line, row) => {
    const ink = line.startsWith('$') ? INK.highlight : INK.text;
    [...line].forEach((character, column) => {
      const left = MARGIN + column * GLYPH.width * GLYPH.scale;
      drawGlyph(rows, character, left, MARGIN + row * GLYPH.height * GLYPH.scale, ink);
    });
  });
  return encode(width, height, rows);
}

function drawGlyph(rows: Buffer[], character: string, left: number, top: number, ink: number): void {
  const columns = GLYPHS[character] ?? GLYPHS['?'] ?? [];
  columns.forEach((bits, x) => {
    for (let y = 0; y < 8; y += 1) {
      if ((bits & (1 << y)) !== 0) fillPixel(rows, left + x * GLYPH.scale, top + y * GLYPH.scale, ink);
    }
  });
}

function fillPixel(rows: Buffer[], left: number, top: number, ink: number): void {
  for (let y = top; y < top + GLYPH.scale; y += 1) rows[y]?.fill(ink, left, left + GLYPH.scale);
}

/** An indexed PNG of 8 bits: every row begins with its filter, none. */
function encode(width: number, height: number, rows: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const pixels = Buffer.concat(rows.flatMap((row) => [Buffer.of(0), row]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', PALETTE),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

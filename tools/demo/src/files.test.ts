import { crc32, inflateSync } from 'node:zlib';
import { sniffEvidenceType } from '@portal/domain';
import { expect, test } from 'vitest';
import { makeEvidence } from './evidence-files.ts';
import { placeOf, systemOf } from './form.ts';
import { STORIES } from './stories.ts';

const [story] = STORIES;
if (!story) throw new Error('no story');
const facts = {
  place: placeOf(story),
  system: systemOf(story),
  protocol: '2026-0000123-4',
  at: new Date('2026-11-24T12:00:00.123Z'),
};
const files = [0, 1, 2, 3, 4, 5].map((place) => makeEvidence(place, facts));

test('there are PDFs and PNGs, each named by what it is, and the same facts make the same bytes', () => {
  const types = files.map(({ name, bytes }) => [name.slice(-3), sniffEvidenceType(bytes)]);
  for (const [ending, type] of types) expect(type).toBe(ending === 'pdf' ? 'application/pdf' : 'image/png');
  expect(new Set(types.map(([ending]) => ending)).size).toBe(2);
  expect(makeEvidence(1, facts).bytes.equals(files[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
  expect(
    makeEvidence(1, { ...facts, protocol: '2026-0000124-2' }).bytes.equals(files[1]?.bytes ?? Buffer.alloc(0)),
  ).toBe(false);
});

test('a PDF’s table of objects leads to its objects', () => {
  for (const { bytes } of files.filter(({ name }) => name.endsWith('.pdf'))) {
    const text = bytes.toString('latin1');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(start, start + 5)).toBe('xref\n');
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.length).toBeGreaterThan(4);
    offsets.forEach((offset, index) => {
      expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\\n`));
    });
    for (const [, length, stream] of text.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(stream?.length).toBe(Number(length));
    }
  }
});

test('a PNG’s chunks are whole, and its rows are as many and as long as it says', () => {
  for (const { bytes } of files.filter(({ name }) => name.endsWith('.png'))) {
    const chunks = new Map<string, Buffer>();
    for (let at = 8; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      const body = bytes.subarray(at + 4, at + 8 + length);
      expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
      chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
      at += 12 + length;
    }
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    const header = chunks.get('IHDR') ?? Buffer.alloc(13);
    const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
    expect(inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0)).length).toBe((width + 1) * height);
  }
});

import { randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** A small PDF, unlike every other one. */
export function aPdf(): Blob {
  const body = `%PDF-1.4\n% ${randomUUID()}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`;
  return new Blob([body], { type: 'application/pdf' });
}

/** A PNG of one pixel, unlike every other one by the text in it. */
export function aPng(): Blob {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const chunks = [
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${randomUUID()}`)),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Blob([Buffer.concat([PNG_SIGNATURE, ...chunks])], { type: 'image/png' });
}

/** What a PNG begins with. */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PDF of exactly so many bytes. */
export function pdfOf(bytes: number): Blob {
  const head = Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n`);
  const end = Buffer.from('\n%%EOF');
  return new Blob([head, Buffer.alloc(bytes - head.length - end.length, 0x20), end], { type: 'application/pdf' });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

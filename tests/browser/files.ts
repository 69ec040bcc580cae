import { crc32, deflateSync } from 'node:zlib';
import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  StandardFonts,
} from 'pdf-lib';

/** A real PDF, a page for each text. */
export async function pdfFile(pages: readonly string[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of pages) document.addPage([595, 842]).drawText(text, { x: 50, y: 760, size: 18, font });
  return Buffer.from(await document.save());
}

/** A real PNG: a plain rectangle. */
export function pngFile(width = 320, height = 200): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8); // eight bits a pixel, greyscale
  // Every line begins with its filter, which is none.
  const lines = Buffer.alloc((width + 1) * height, 0xc0);
  for (let line = 0; line < height; line++) lines[line * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PDF as a scanner makes it: no text, one black page in the coding of fax machines (CCITT group 4). */
export async function scannedPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([400, 400]);
  // Eight white lines, a bit each ("as the line above"), then the end of the block; Decode turns white into black.
  const image = document.context.stream(Buffer.from([0xff, 0x00, 0x10, 0x01]), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 8,
    Height: 8,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Decode: [1, 0],
    Filter: 'CCITTFaxDecode',
    DecodeParms: { K: -1, Columns: 8, Rows: 8 },
  });
  const name = page.node.newXObject('Scan', document.context.register(image));
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(400, 0, 0, 400, 0, 0),
    drawObject(name),
    popGraphicsState(),
  );
  return Buffer.from(await document.save());
}

/** A PDF that asks for a password that nobody has. */
export function lockedPdf(): Buffer {
  const bytes = `<${'ab'.repeat(32)}>`;
  return Buffer.from(
    `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
trailer
<< /Root 1 0 R /Size 3 /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${bytes} /U ${bytes} >> >>
startxref
0
%%EOF
`,
  );
}

/** A part of a PNG. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

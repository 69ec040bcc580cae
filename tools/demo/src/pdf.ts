/** One page of a document: a heading and lines of text, long ones cut at the margin. */
export interface Page {
  heading: string;
  lines: string[];
}

const PAGE = { width: 595, height: 842, margin: 56, leading: 14 };
const LINE_CHARACTERS = 92;

/** Makes a PDF of text pages with the fonts that every reader has: no library needed for so little. */
export function makePdf(pages: readonly Page[]): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${5 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  ];
  for (const page of pages) {
    const content = contentOf(page);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  return assemble(objects);
}

function contentOf({ heading, lines }: Page): string {
  const top = PAGE.height - PAGE.margin;
  const rows = lines.map((line) => `(${literal(line.slice(0, LINE_CHARACTERS))}) Tj T*`);
  return [
    `BT /F1 16 Tf ${PAGE.margin} ${top} Td (${literal(heading)}) Tj ET`,
    `BT /F2 9 Tf ${PAGE.leading} TL ${PAGE.margin} ${top - 32} Td`,
    ...rows,
    'ET',
  ].join('\n');
}

function literal(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

/** Latin-1 throughout, so that an offset in characters is an offset in bytes. */
function assemble(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + trailer, 'latin1');
}

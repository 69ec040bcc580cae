import PDFDocument from 'pdfkit';
import { type Face, fontOf, printable } from './fonts.ts';

/** The size of the sheet and what of it is written on, in points. */
const MARGIN = { top: 48, left: 48, right: 48, bottom: 92 } as const;
const INK = '#1b1b1b';
const FAINT = '#555555';
const LINE = '#cccccc';
const SHADE = '#f2f4f7';

/** How a text is set. */
export interface Setting {
  face?: Face;
  size?: number;
  colour?: string;
  /** How far from the left margin. */
  indent?: number;
  /** How far from what stands above it. */
  gap?: number;
  /** So many letters at most. */
  most?: number;
}

/** What a block is for who does not see it. */
export type Role = 'H1' | 'H2' | 'H3' | 'P' | 'Code' | 'LI';

/** A tagged PDF/A-3 that is written from top to bottom. */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  private readonly root: PDFKit.PDFStructureElement;

  constructor(info: PDFKit.DocumentInfo & Record<string, unknown>) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: MARGIN,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      lang: 'pt-BR',
      displayTitle: true,
      // None of those that are not embedded.
      font: '',
      bufferPages: true,
      info,
    });
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  get width(): number {
    return this.pdf.page.width - MARGIN.left - MARGIN.right;
  }

  /** What is left of the page. */
  get room(): number {
    return this.pdf.page.height - MARGIN.bottom - this.pdf.y;
  }

  newPage(): void {
    this.pdf.addPage();
  }

  /** Goes on to the next page where there is less room than that. */
  keep(height: number): void {
    if (this.room < height) this.newPage();
  }

  /** A block of text, broken into lines and over pages as it comes. */
  write(role: Role, text: string, { gap = 4, indent = 0, most = 2_000, ...setting }: Setting = {}): void {
    const { pdf } = this;
    const shown = text.length > most ? `${text.slice(0, most)}…` : text;
    pdf.y += gap;
    this.tagged(role, () => {
      const face = this.set(setting);
      pdf.text(printable(shown, face), MARGIN.left + indent, pdf.y, { width: this.width - indent, lineGap: 1 });
    });
  }

  /** Lines as they are, each on one line, on a shade. */
  code(lines: readonly string[], size = 7): void {
    const { pdf } = this;
    const step = size * 1.35;
    pdf.y += 3;
    const [top, padding] = [pdf.y, 5];
    this.artifact(() => pdf.rect(MARGIN.left, top, this.width, lines.length * step + 2 * padding).fill(SHADE));
    this.tagged('Code', () => {
      this.set({ face: 'mono', size });
      for (const [place, line] of lines.entries()) {
        pdf.text(line, MARGIN.left + padding, top + padding + place * step, { lineBreak: false });
      }
    });
    pdf.x = MARGIN.left;
    pdf.y = top + lines.length * step + 2 * padding;
  }

  /** Long lines broken, as many as fit in a height. */
  codeLines(text: string, height: number, size = 7): { lines: string[]; whole: boolean } {
    const step = size * 1.35;
    this.set({ face: 'mono', size });
    const letters = Math.max(10, Math.floor((this.width - 10) / this.pdf.widthOfString('0')));
    const most = Math.max(0, Math.floor((height - 14) / step));
    const lines: string[] = [];
    for (const line of text.split('\n')) {
      const shown = printable(line.slice(0, letters * most), 'mono');
      for (let at = 0; at === 0 || at < shown.length; at += letters) {
        if (lines.length === most) return { lines, whole: false };
        lines.push(shown.slice(at, at + letters));
      }
    }
    return { lines, whole: true };
  }

  /** Names and what they are, side by side. */
  facts(pairs: readonly (readonly [string, string])[]): void {
    const { pdf } = this;
    const label = 150;
    for (const [name, value] of pairs) {
      this.keep(14);
      pdf.y += 2;
      const top = pdf.y;
      this.tagged('P', () => {
        this.set({ size: 8.5, colour: FAINT });
        pdf.text(printable(name, 'regular'), MARGIN.left, top, { width: label - 8 });
        const below = pdf.y;
        this.set({ size: 8.5 });
        pdf.text(printable(value, 'regular').slice(0, 1_000), MARGIN.left + label, top, { width: this.width - label });
        pdf.y = Math.max(pdf.y, below);
      });
    }
    pdf.x = MARGIN.left;
  }

  /** A drawing, and what it shows for who does not see it. */
  figure(shows: string, height: number, draw: (x: number, y: number) => void): void {
    const { pdf } = this;
    this.keep(height + 8);
    pdf.y += 8;
    this.root.add(pdf.struct('Figure', { alt: shows }, () => draw(MARGIN.left, pdf.y)));
    pdf.y += height;
  }

  rule(): void {
    const { pdf } = this;
    pdf.y += 6;
    this.artifact(() =>
      pdf
        .moveTo(MARGIN.left, pdf.y)
        .lineTo(MARGIN.left + this.width, pdf.y)
        .lineWidth(0.5)
        .stroke(LINE),
    );
    pdf.y += 2;
  }

  /** Writes on every page once it is known how many there are. */
  eachPage(write: (page: { number: number; of: number; left: number; top: number; width: number }) => void): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let place = 0; place < count; place++) {
      this.pdf.switchToPage(start + place);
      // What stands below the margin would begin a page of its own.
      const { margins } = this.pdf.page;
      this.pdf.page.margins = { ...margins, bottom: 0 };
      const top = this.pdf.page.height - MARGIN.bottom + 18;
      this.artifact(() => write({ number: place + 1, of: count, left: MARGIN.left, top, width: this.width }));
      this.pdf.page.margins = margins;
    }
  }

  /** A line where it is told to stand. */
  line(
    text: string,
    x: number,
    y: number,
    { width = this.width, ...setting }: Setting & { width?: number } = {},
  ): void {
    const face = this.set(setting);
    this.pdf.text(printable(text, face), x, y, { width, lineBreak: false, ellipsis: true });
  }

  async bytes(): Promise<Buffer> {
    const { pdf } = this;
    this.root.end();
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    const ended = new Promise((resolve, reject) => pdf.once('end', resolve).once('error', reject));
    pdf.end();
    await ended;
    return Buffer.concat(pieces);
  }

  private set({ face = 'regular', size = 9, colour = INK }: Setting): Face {
    // An opened font is what `font` takes as well as its bytes.
    this.pdf.font(fontOf(face) as unknown as Buffer, face, size).fillColor(colour);
    return face;
  }

  private tagged(role: Role, write: () => void): void {
    this.root.add(this.pdf.struct(role, {}, write));
  }

  private artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', {});
    draw();
    this.pdf.endMarkedContent();
  }
}

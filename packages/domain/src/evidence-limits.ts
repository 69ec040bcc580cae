import { formatMegabytes } from './numbers.ts';
import { invalid, type Parsed, valid } from './parsed.ts';

/** The largest evidence file: 10 MiB. */
export const EVIDENCE_MAX_BYTES = 10_485_760;

/** The most evidence files that a request holds. */
export const EVIDENCE_MAX_FILES = 20;

/** How many first bytes `sniffEvidenceType` needs. */
export const EVIDENCE_SNIFF_BYTES = 8;

/** How many first bytes `checkEvidenceBytes` needs: a PNG's signature and its header with the picture's size. */
export const EVIDENCE_HEAD_BYTES = 33;

/** How many last bytes it needs: a PDF's end may be followed by what some programs add. */
export const EVIDENCE_TAIL_BYTES = 1_024;

/** The media types that evidence may have, by their bytes. */
export const EVIDENCE_MEDIA_TYPES = ['application/pdf', 'image/png'] as const;

/** A media type that evidence may have. */
export type EvidenceMediaType = (typeof EVIDENCE_MEDIA_TYPES)[number];

/** What a file chooser offers; a phone's JPEG is turned into PNG in the browser. */
export const EVIDENCE_ACCEPT = '.pdf,.png,application/pdf,image/png,image/jpeg';

/** Said to whoever sends something else. */
export const EVIDENCE_WRONG_TYPE = 'Envie um PDF ou PNG. No celular, faça uma captura de tela.';

/** Said to whoever sends nothing. */
export const EVIDENCE_EMPTY = 'O arquivo está vazio.';

/** Said where a request is full. */
export const EVIDENCE_TOO_MANY = `Cada solicitação pode ter no máximo ${EVIDENCE_MAX_FILES} arquivos.`;

/** Said beside the upload, always. */
export const EVIDENCE_PRIVACY_NOTICE = 'Não envie dados de pacientes reais. Cubra nome, CPF e CNS antes de anexar.';

const SIGNATURES: Record<EvidenceMediaType, readonly number[]> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d], // %PDF-
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** The media type that a file's first bytes show; undefined when it is neither PDF nor PNG, whatever its name. */
export function sniffEvidenceType(firstBytes: Uint8Array): EvidenceMediaType | undefined {
  return EVIDENCE_MEDIA_TYPES.find((type) => SIGNATURES[type].every((byte, index) => firstBytes[index] === byte));
}

/** The longest side of a picture, and the most pixels, that every browser shows. */
const PNG_LONGEST_SIDE = 32_767;
const PNG_MOST_PIXELS = 100_000_000;

/**
 * Looks at the beginning and the end of a whole file: a PNG has a header with a size that can be shown and its last
 * chunk, a PDF its end. More only a viewer can tell.
 */
export function checkEvidenceBytes(first: Uint8Array, last: Uint8Array): Parsed<EvidenceMediaType> {
  const type = sniffEvidenceType(first);
  if (!type) return invalid(EVIDENCE_WRONG_TYPE);
  const fault = type === 'image/png' ? pngFault(first, last) : pdfFault(last);
  return fault === undefined ? valid(type) : invalid(fault);
}

function pngFault(first: Uint8Array, last: Uint8Array): string | undefined {
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  if (first.length < EVIDENCE_HEAD_BYTES || view.getUint32(8) !== 13 || ascii(first, 12, 16) !== 'IHDR')
    return EVIDENCE_BROKEN_PNG;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0 || !ascii(last).includes('IEND')) return EVIDENCE_BROKEN_PNG;
  const isTooLarge = Math.max(width, height) > PNG_LONGEST_SIDE || width * height > PNG_MOST_PIXELS;
  return isTooLarge ? `A imagem tem ${width} × ${height} pontos e não pode ser mostrada. Envie uma menor.` : undefined;
}

function pdfFault(last: Uint8Array): string | undefined {
  return ascii(last).includes('%%EOF') ? undefined : EVIDENCE_BROKEN_PDF;
}

/** Said of a PDF that no viewer opens. */
export const EVIDENCE_BROKEN_PDF = 'Este PDF está incompleto ou danificado. Gere o arquivo de novo.';

/** Said of a PNG that no viewer shows. */
export const EVIDENCE_BROKEN_PNG = 'Este PNG está incompleto ou danificado. Faça a captura de tela de novo.';

/** Said of a PDF that asks for a password: who reviews does not have it. */
export const EVIDENCE_LOCKED_PDF = 'Este PDF pede senha para abrir. Envie uma cópia sem senha.';

function ascii(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** `exame.pdf tem 12,4 MB. O limite é 10 MB por arquivo.` */
export function evidenceTooLargeMessage(fileName: string, bytes: number): string {
  return `${fileName} tem ${formatMegabytes(bytes)}. O limite é 10 MB por arquivo.`;
}

/** A file as browsers and Node hold it, as far as it is looked at. */
export interface FileBytes {
  size: number;
  slice(from: number, to?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Looks at a file before it is sent: size, then first and last bytes. */
export async function checkEvidenceFile(name: string, file: FileBytes): Promise<Parsed<EvidenceMediaType>> {
  if (file.size === 0) return invalid(EVIDENCE_EMPTY);
  if (file.size > EVIDENCE_MAX_BYTES) return invalid(evidenceTooLargeMessage(name, file.size));
  const [first, last] = await Promise.all(
    [file.slice(0, EVIDENCE_HEAD_BYTES), file.slice(Math.max(0, file.size - EVIDENCE_TAIL_BYTES))].map(
      async (part) => new Uint8Array(await part.arrayBuffer()),
    ),
  );
  return checkEvidenceBytes(first as Uint8Array, last as Uint8Array);
}

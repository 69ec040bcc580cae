import { formatMegabytes } from './numbers.ts';
import { invalid, type Parsed, valid } from './parsed.ts';

/** The largest evidence file: 10 MiB. */
export const EVIDENCE_MAX_BYTES = 10_485_760;

/** The most evidence files that a request holds. */
export const EVIDENCE_MAX_FILES = 20;

/** How many first bytes `sniffEvidenceType` needs. */
export const EVIDENCE_SNIFF_BYTES = 8;

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

/** `exame.pdf tem 12,4 MB. O limite é 10 MB por arquivo.` */
export function evidenceTooLargeMessage(fileName: string, bytes: number): string {
  return `${fileName} tem ${formatMegabytes(bytes)}. O limite é 10 MB por arquivo.`;
}

/** Looks at a file before it is sent: size, then first bytes. */
export function checkEvidenceFile(
  file: { name: string; size: number },
  firstBytes: Uint8Array,
): Parsed<EvidenceMediaType> {
  if (file.size === 0) return invalid(EVIDENCE_EMPTY);
  if (file.size > EVIDENCE_MAX_BYTES) return invalid(evidenceTooLargeMessage(file.name, file.size));
  const type = sniffEvidenceType(firstBytes);
  return type ? valid(type) : invalid(EVIDENCE_WRONG_TYPE);
}

import { DOCUMENT_MAX_BYTES } from '@portal/domain';

/** A file as it was read, or why it was not. */
export type ReadFile = { name: string; text: string; refused?: undefined } | { refused: string };

/** Reads a file as UTF-8; bytes that are none become letters that the judge refuses where they stand. */
export async function readDocumentFile(file: File): Promise<ReadFile> {
  if (file.size > DOCUMENT_MAX_BYTES) return { refused: tooLarge(file.size) };
  try {
    // A mark of the order of bytes is the judge's to see.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
    return { name: file.name, text };
  } catch {
    return { refused: 'Não foi possível ler o arquivo. Confira se ele ainda está no lugar e tente de novo.' };
  }
}

/** What is said of a text of so many bytes; nothing where it may be sent. */
export function refusalOf(text: string): string | undefined {
  const bytes = new Blob([text]).size;
  return bytes > DOCUMENT_MAX_BYTES ? tooLarge(bytes) : undefined;
}

function tooLarge(bytes: number): string {
  const [has, most] = [bytes, DOCUMENT_MAX_BYTES].map((one) => `${Math.ceil(one / 1000).toLocaleString('pt-BR')} kB`);
  return `O documento tem ${has}, e aqui são validados os que têm até ${most}.`;
}

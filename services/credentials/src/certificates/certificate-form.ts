import type { IncomingMessage } from 'node:http';
import type { HttpErrorCode } from '@portal/domain';
import busboy from 'busboy';
import { parseWhole } from '../multipart.ts';

/** What was sent, in memory. */
export interface CertificateForm {
  file: Buffer;
  /** Absent where no password was sent. */
  password: string | undefined;
}

/** Why the form was not taken; the message is for people. */
export class FormRefusal extends Error {
  override readonly name = 'FormRefusal';
  readonly code: HttpErrorCode;

  constructor(code: HttpErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const MISSING = 'Escolha o arquivo do certificado.';
const UNREADABLE = 'O envio não pode ser lido. Envie o arquivo de novo.';
const SEVERAL = 'Envie um arquivo de cada vez.';
const TOO_LARGE = 'O arquivo é grande demais para ser um certificado. O limite é 100 kB.';

/** Reads multipart/form-data with one part `file` and an optional `password`, in any order; throws FormRefusal. */
export async function readCertificateForm(request: IncomingMessage, maxBytes: number): Promise<CertificateForm> {
  const parser = openParser(request, maxBytes);
  const files: Buffer[][] = [];
  let password: string | undefined;
  let tooLarge = false;
  parser.on('field', (name, value) => {
    if (name === 'password') password = value;
  });
  parser.on('file', (_name, stream) => {
    const chunks: Buffer[] = [];
    files.push(chunks);
    // A part that breaks off is told by the parser's own error.
    stream.on('error', () => {});
    stream.on('limit', () => {
      tooLarge = true;
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  });
  await readWhole(request, parser);
  const [file] = files;
  if (!file) throw new FormRefusal('REQUIRED', MISSING);
  if (files.length > 1) throw new FormRefusal('INVALID', SEVERAL);
  if (tooLarge) throw new FormRefusal('TOO_LARGE', TOO_LARGE);
  return { file: Buffer.concat(file), password };
}

function openParser(request: IncomingMessage, maxBytes: number): busboy.Busboy {
  try {
    // busboy calls a file that is exactly as long as the limit truncated.
    const limits = { files: 2, fileSize: maxBytes + 1, fields: 10, fieldSize: 1_000, headerPairs: 50 };
    return busboy({ headers: request.headers, limits });
  } catch {
    throw new FormRefusal('INVALID', UNREADABLE);
  }
}

async function readWhole(request: IncomingMessage, parser: busboy.Busboy): Promise<void> {
  try {
    await parseWhole(request, parser);
  } catch {
    request.resume();
    throw new FormRefusal('INVALID', UNREADABLE);
  }
}

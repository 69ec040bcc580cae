import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { EvidenceMediaType } from '@portal/domain';
import busboy from 'busboy';
import { parseWhole } from '../multipart.ts';
import { cleanFileName } from './file-name.ts';
import { inspectEvidence } from './inspect.ts';
import { missingFile, severalFiles, unreadableForm } from './refusal.ts';
import type { EvidenceStorage, ReceivedContent } from './storage.ts';

/** What was sent, stored aside until it is kept; let go of it to discard the bytes. */
export interface EvidenceForm extends AsyncDisposable {
  fileName: string;
  mediaType: EvidenceMediaType;
  content: ReceivedContent;
  /** Codes as they were sent. */
  requirements: string[];
}

type ReceivedFile = Omit<EvidenceForm, 'requirements'>;

const LIMITS_OF_FORM = { files: 2, fields: 100, fieldSize: 200, fieldNameSize: 100, headerPairs: 50 };

/**
 * Reads multipart/form-data with one part `file` and any number of `requirement`, in any order, the file straight into
 * the storage. Throws the `EvidenceRefusal` as soon as it is known; what is still to come is then not read.
 */
export async function receiveEvidenceForm(request: IncomingMessage, storage: EvidenceStorage): Promise<EvidenceForm> {
  const parser = openParser(request);
  const requirements: string[] = [];
  let file: Promise<ReceivedFile> | undefined;
  let reason: Error | undefined;

  /** After the parser's own call has ended, for it does not expect to be stopped in the middle of one. */
  function stop(cause: Error): void {
    reason ??= cause;
    queueMicrotask(() => parser.destroy(cause));
  }

  parser.on('field', (name, value) => {
    if (name === 'requirement') requirements.push(value);
  });
  parser.on('file', (name, stream, { filename }) => {
    // It may fail before anybody reads it; whoever does read it then hears of it.
    stream.on('error', () => {});
    if (name !== 'file' || file) {
      stream.resume();
      stop(name === 'file' ? severalFiles() : unreadableForm());
      return;
    }
    file = receiveFile(stream, filename, storage);
    file.catch(stop);
  });

  try {
    await readWhole(request, parser);
    if (!file) throw missingFile();
    return { ...(await file), requirements };
  } catch (error) {
    await file?.then(
      (received) => received[Symbol.asyncDispose](),
      () => {},
    );
    throw reason ?? error;
  }
}

function openParser(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: LIMITS_OF_FORM });
  } catch {
    throw unreadableForm();
  }
}

async function receiveFile(
  stream: Readable,
  name: string | undefined,
  storage: EvidenceStorage,
): Promise<ReceivedFile> {
  const fileName = cleanFileName(name);
  const bytes = inspectEvidence(fileName, partBytes(stream));
  const content = await storage.receive(bytes);
  return {
    fileName,
    mediaType: bytes.mediaType,
    content,
    [Symbol.asyncDispose]: () => content[Symbol.asyncDispose](),
  };
}

/** A part that ends badly is the sender's doing; what fails behind it is ours. */
async function* partBytes(stream: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch {
    throw unreadableForm();
  }
}

async function readWhole(request: IncomingMessage, parser: busboy.Busboy): Promise<void> {
  try {
    await parseWhole(request, parser);
  } catch {
    throw unreadableForm();
  }
}

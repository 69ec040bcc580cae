import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { EvidenceMediaType } from '@portal/domain';
import { cleanFileName, evidenceFileName } from './file-name.ts';
import { type FormPart, readFormParts } from './form-parts.ts';
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

const LONGEST_REQUIREMENT = 200;

/**
 * Reads multipart/form-data with one part `file` and any number of `requirement`, in any order, the file straight into
 * the storage. Throws the `EvidenceRefusal` as soon as it is known; what is still to come is then not read.
 */
export async function receiveEvidenceForm(request: IncomingMessage, storage: EvidenceStorage): Promise<EvidenceForm> {
  const requirements: Promise<string>[] = [];
  let file: Promise<ReceivedFile> | undefined;
  const refused = Promise.withResolvers<never>();
  // Heard by the race below, or by nobody once the form was read.
  refused.promise.catch(() => {});
  const take = ({ name, fileName, bytes }: FormPart): void => {
    if (name === 'requirement' && fileName === undefined) {
      const code = textOf(bytes);
      code.catch(refused.reject);
      requirements.push(code);
    } else if (name !== 'file' || fileName === undefined) {
      bytes.resume();
    } else if (file) {
      bytes.resume();
      refused.reject(severalFiles());
    } else {
      file = receiveFile(bytes, fileName, storage);
      file.catch(refused.reject);
    }
  };
  const stop = new AbortController();
  try {
    await Promise.race([readWhole(request, take, stop.signal), refused.promise]);
    if (!file) throw missingFile();
    return { ...(await file), requirements: await Promise.all(requirements) };
  } catch (error) {
    stop.abort(error);
    await file?.then(
      (received) => received[Symbol.asyncDispose](),
      () => {},
    );
    throw error;
  }
}

async function receiveFile(stream: Readable, name: string, storage: EvidenceStorage): Promise<ReceivedFile> {
  const sentName = cleanFileName(name);
  const bytes = inspectEvidence(sentName, partBytes(stream));
  const content = await storage.receive(bytes);
  return {
    fileName: evidenceFileName(sentName, bytes.mediaType),
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

async function textOf(stream: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of partBytes(stream)) {
    size += chunk.length;
    if (size > LONGEST_REQUIREMENT) throw unreadableForm();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function readWhole(request: IncomingMessage, take: (part: FormPart) => void, signal: AbortSignal): Promise<void> {
  try {
    await readFormParts(request, take, signal);
  } catch {
    throw unreadableForm();
  }
}

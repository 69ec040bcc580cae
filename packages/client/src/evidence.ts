import { ConnectionError } from './errors.ts';
import type { EvidenceFieldsFragment, MessageFieldsFragment } from './gql/graphql.ts';
import { call, type PortalHttp, readEndpoint, send } from './portal-http.ts';

/** A file that goes with a message on a request. */
export interface AttachmentUpload {
  /** Id of the request. */
  accessRequest: string;
  /** PDF or PNG, 1 byte to 10 MiB. In Node: `await openAsBlob(path)`. */
  file: Blob;
  /** Its name; that of the File where it is absent. */
  fileName?: string;
  /** Hears how many bytes of how many were sent. */
  onProgress?: (sent: number, total: number) => void;
  /** Aborting it gives the upload up, and nothing is kept. */
  signal?: AbortSignal;
}

/** A file of evidence, and what it is for. */
export interface EvidenceUpload extends AttachmentUpload {
  /** Codes of the requirements that it proves. */
  requirements?: readonly string[];
}

/** What the portal answers of a piece of evidence that it took. */
export type UploadedEvidence = Pick<EvidenceFieldsFragment, 'id' | 'fileName' | 'mediaType' | 'size' | 'sha256'>;

/** What the portal answers of a file that is to go with a message: its id is given with the message within 24 hours. */
export type UploadedAttachment = Omit<MessageFieldsFragment['attachments'][number], 'downloadUrl'>;

/** Sends one file that is to go with a message; what is sent twice and not used is gone after 24 hours. */
export async function uploadMessageAttachment(http: PortalHttp, upload: AttachmentUpload): Promise<UploadedAttachment> {
  return (await uploadTo(http, '/message-attachments', upload)) as UploadedAttachment;
}

/** Sends one file of evidence. The same bytes again are the evidence that is there, so it is tried again where that may help. */
export async function uploadEvidence(http: PortalHttp, upload: EvidenceUpload): Promise<UploadedEvidence> {
  return (await uploadTo(http, '/evidence', upload)) as UploadedEvidence;
}

function uploadTo(http: PortalHttp, door: string, upload: EvidenceUpload): Promise<unknown> {
  return call(http, { idempotent: true, signal: upload.signal }, async (headers) => {
    const path = `${door}?accessRequest=${encodeURIComponent(upload.accessRequest)}`;
    // No page of another origin can send this header unasked.
    const all = { ...headers, 'apollo-require-preflight': 'true' };
    const answered = canHearXhr(http, upload)
      ? sendByXhr(new URL(path, http.url), all, upload)
      : send(http, path, { method: 'POST', signal: upload.signal ?? null, ...streamed(all, upload) });
    return readEndpoint(await answered);
  });
}

function formOf({ file, fileName = (file as File).name ?? 'evidencia', requirements = [] }: EvidenceUpload): FormData {
  const form = new FormData();
  form.set('file', file, fileName);
  for (const code of requirements) form.append('requirement', code);
  return form;
}

/** A browser's fetch does not tell how far an upload is; its XMLHttpRequest does. */
function canHearXhr(http: PortalHttp, { onProgress }: EvidenceUpload): boolean {
  return onProgress !== undefined && typeof XMLHttpRequest !== 'undefined' && http.fetch === globalThis.fetch;
}

/** The body as a stream that counts what leaves it. */
function streamed(headers: Record<string, string>, upload: EvidenceUpload): RequestInit & { duplex?: 'half' } {
  const form = formOf(upload);
  const { file, onProgress } = upload;
  if (!onProgress || typeof XMLHttpRequest !== 'undefined') return { headers, body: form };
  const encoded = new Response(form);
  let sent = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      const before = sent;
      // The parts of the form around the file count for nothing.
      sent = Math.min(before + chunk.byteLength, file.size);
      if (sent > before) onProgress(sent, file.size);
    },
  });
  return {
    headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
    body: encoded.body?.pipeThrough(count) ?? null,
    duplex: 'half',
  };
}

function sendByXhr(url: URL, headers: Record<string, string>, upload: EvidenceUpload): Promise<Response> {
  const { file, onProgress, signal } = upload;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener('abort', abort);
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress?.(Math.min(loaded, file.size), file.size);
    request.onabort = () => reject(signal?.reason);
    request.onerror = () => reject(new ConnectionError('The portal could not be reached'));
    request.onload = () => resolve(answerOf(request));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    request.send(formOf(upload));
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const { status } = request;
  const retryAfter = request.getResponseHeader('retry-after');
  return new Response(request.responseText, { status, headers: retryAfter ? { 'retry-after': retryAfter } : {} });
}

import type { Session } from './session.ts';

/** A problem+json answer (RFC 9457) of an HTTP endpoint, its `detail` in Portuguese for people. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** The machine's word for it. */
    readonly code: string | undefined,
    /** What to show to the person. */
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** What POST /evidence answers. */
export interface UploadedEvidence {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

export interface EvidenceUpload {
  /** Id of the request it is for. */
  accessRequest: string;
  /** Codes of the requirements that it proves. */
  requirements?: readonly string[];
  /** From 0 to 1. */
  onProgress?: (fraction: number) => void;
  /** Aborting it rejects with an AbortError. */
  signal?: AbortSignal;
}

const noAnswer = 'Não foi possível enviar. Verifique a sua conexão e tente de novo.';

/** Sends one piece of evidence. Rejects with an HttpProblem, or an AbortError. */
export function sendEvidence(file: File, upload: EvidenceUpload): Promise<UploadedEvidence> {
  const form = new FormData();
  form.append('file', file);
  for (const code of upload.requirements ?? []) form.append('requirement', code);
  const url = `/evidence?accessRequest=${encodeURIComponent(upload.accessRequest)}`;
  return send(url, form, upload) as Promise<UploadedEvidence>;
}

/** What POST /message-attachments answers. */
export interface UploadedMessageFile {
  attachmentId: string;
  fileName: string;
  mediaType: string;
  size: number;
}

/** Sends a file that is to go with a message. Rejects with an HttpProblem, or an AbortError. */
export function sendMessageFile(
  file: File,
  upload: Omit<EvidenceUpload, 'requirements'>,
): Promise<UploadedMessageFile> {
  const form = new FormData();
  form.append('file', file);
  const url = `/message-attachments?accessRequest=${encodeURIComponent(upload.accessRequest)}`;
  return send(url, form, upload) as Promise<UploadedMessageFile>;
}

interface SendOptions {
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

// XMLHttpRequest, because fetch does not tell how far an upload is.
function send(url: string, form: FormData, { onProgress, signal }: SendOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    if (signal?.aborted) return aborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener('abort', abort);
    request.open('POST', url);
    request.setRequestHeader('apollo-require-preflight', 'true');
    request.responseType = 'text';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onabort = aborted;
    request.onerror = () => reject(new HttpProblem(0, undefined, noAnswer));
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status === 200 || request.status === 201) resolve(answer);
      else reject(problemOf(request.status, answer));
    };
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    request.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf(status: number, answer: unknown): HttpProblem {
  const { code, detail, title } = (answer ?? {}) as Record<string, unknown>;
  const text = [detail, title].find((one) => typeof one === 'string' && one !== '');
  return new HttpProblem(
    status,
    typeof code === 'string' ? code : undefined,
    typeof text === 'string' ? text : noAnswer,
  );
}

/** Tries once more after the person has signed in again. */
export async function withSession<Answer>(session: Session, attempt: () => Promise<Answer>): Promise<Answer> {
  try {
    return await attempt();
  } catch (cause) {
    if (!(cause instanceof HttpProblem && cause.status === 401 && session.state.status !== 'anonymous')) throw cause;
    session.end();
    await session.resumed();
    return attempt();
  }
}

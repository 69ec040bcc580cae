import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { EVIDENCE_MAX_BYTES, EVIDENCE_SNIFF_BYTES, sniffEvidenceType } from '@portal/domain';
import busboy from 'busboy';
import type { Request } from 'express';
import { answerTo, type CredentialsFiles, type FileCaller } from './credentials-files.ts';
import { MultipartBody, writeTo } from './multipart-body.ts';
import { FILE_PROBLEMS, FileRefused } from './problems.ts';
import { type ReadAnswer, readAnswer } from './relayed-answer.ts';

const MOST_REQUIREMENTS = 100;
const LONGEST_REQUIREMENT = 100;

/**
 * Pipes an upload to credentials while it arrives: parts in any order come in, the file goes out first and the
 * requirements after it. Nothing is passed on before the first bytes show a PDF or a PNG, and whatever goes wrong
 * (too large, a second file, a client that leaves) breaks off the request behind, which then keeps nothing.
 */
export async function receiveEvidence(req: Request, files: CredentialsFiles, caller: FileCaller): Promise<ReadAnswer> {
  using upload = new EvidenceUpload(req, files, caller);
  return await upload.run();
}

class EvidenceUpload implements Disposable {
  private readonly form: busboy.Busboy;
  private readonly body = new MultipartBody();
  private readonly requirements: string[] = [];
  private readonly outcome = Promise.withResolvers<ReadAnswer>();
  private file: Promise<ClientRequest | undefined> | undefined;
  private behind: ClientRequest | undefined;
  private answered = false;

  constructor(
    private readonly req: Request,
    private readonly files: CredentialsFiles,
    private readonly caller: FileCaller,
  ) {
    this.form = openForm(req);
  }

  /** Resolves with what credentials said, be it before the upload has ended. */
  run(): Promise<ReadAnswer> {
    const { form } = this;
    form.on('file', (name, stream, { filename }) => this.onFile(name, stream, filename));
    form.on('field', (name, value, { valueTruncated }) => {
      if (name !== 'requirement') return;
      if (valueTruncated) this.refuse(FILE_PROBLEMS.badForm);
      else this.requirements.push(value);
    });
    form.on('fieldsLimit', () => this.refuse(FILE_PROBLEMS.badForm));
    form.on('error', () => this.refuse(FILE_PROBLEMS.badForm));
    form.on('close', () => this.onFormEnd());
    this.req.on('close', () => {
      if (!this.req.complete) this.refuse(FILE_PROBLEMS.badForm);
    });
    this.req.pipe(form);
    // It may have left while it was looked at who it is.
    if (this.req.destroyed && !this.req.complete) this.refuse(FILE_PROBLEMS.badForm);
    return this.outcome.promise;
  }

  [Symbol.dispose](): void {
    this.answered = true;
    this.req.unpipe(this.form);
    this.form.destroy();
    // Credentials must not take what came so far for the whole.
    if (!this.behind?.writableEnded) this.behind?.destroy();
  }

  private onFile(name: string, stream: Readable, fileName: string | undefined): void {
    // A form that breaks off destroys the stream with an error, which the form's own error tells as well.
    stream.on('error', () => {});
    if (name !== 'file') return void stream.resume();
    if (this.file) {
      stream.resume();
      this.refuse(FILE_PROBLEMS.twoFiles);
      return;
    }
    this.file = this.pass(stream, fileName ?? '').catch((error) => {
      stream.resume();
      this.outcome.reject(error);
      return undefined;
    });
  }

  private async pass(stream: Readable, fileName: string): Promise<ClientRequest | undefined> {
    let head = Buffer.alloc(0);
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > EVIDENCE_MAX_BYTES) throw new FileRefused(FILE_PROBLEMS.tooLarge);
      if (this.answered) continue;
      if (this.behind) {
        await writeTo(this.behind, chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length < EVIDENCE_SNIFF_BYTES) continue;
      await this.openBehind(head, fileName);
      head = Buffer.alloc(0);
    }
    if (size === 0) throw new FileRefused(FILE_PROBLEMS.empty);
    // Shorter than a signature: a PDF's is five bytes long.
    if (!this.behind) await this.openBehind(head, fileName);
    return this.behind;
  }

  private async openBehind(head: Buffer, fileName: string): Promise<void> {
    const mediaType = sniffEvidenceType(head);
    if (!mediaType) throw new FileRefused(FILE_PROBLEMS.wrongType);
    const accessRequest = encodeURIComponent(String(this.req.query.accessRequest ?? ''));
    const path = `/internal/evidence?accessRequest=${accessRequest}`;
    const behind = await this.files.open('POST', path, this.caller, { 'content-type': this.body.contentType });
    this.behind = behind;
    answerTo(behind)
      .then((answer) => {
        this.answered = true;
        return readAnswer(answer);
      })
      .then(this.outcome.resolve, this.outcome.reject);
    await writeTo(behind, this.body.fileHead(fileName, mediaType));
    await writeTo(behind, head);
  }

  private async onFormEnd(): Promise<void> {
    if (!this.file) return this.refuse(FILE_PROBLEMS.missing);
    const behind = await this.file;
    if (!behind || this.answered) return;
    behind.end(this.body.fieldsAndEnd('requirement', this.requirements));
  }

  private refuse(problem: (typeof FILE_PROBLEMS)[keyof typeof FILE_PROBLEMS]): void {
    this.behind?.destroy();
    this.outcome.reject(new FileRefused(problem));
  }
}

function openForm(req: Request): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { fields: MOST_REQUIREMENTS, fieldSize: LONGEST_REQUIREMENT },
    });
  } catch {
    throw new FileRefused(FILE_PROBLEMS.notMultipart);
  }
}

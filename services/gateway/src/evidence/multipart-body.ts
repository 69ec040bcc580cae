import { randomUUID } from 'node:crypto';
import type { ClientRequest } from 'node:http';

/** A multipart/form-data body as it is written: the file first, then fields (RFC 7578). */
export class MultipartBody {
  readonly boundary = `portal-${randomUUID()}`;

  get contentType(): string {
    return `multipart/form-data; boundary=${this.boundary}`;
  }

  fileHead(fileName: string, mediaType: string): string {
    return `--${this.boundary}\r\ncontent-disposition: form-data; name="file"; filename="${escaped(fileName)}"\r\ncontent-type: ${mediaType}\r\n\r\n`;
  }

  /** Follows the file's bytes and ends the body. */
  fieldsAndEnd(name: string, values: string[]): string {
    const fields = values.map(
      (value) => `\r\n--${this.boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}`,
    );
    return `${fields.join('')}\r\n--${this.boundary}--\r\n`;
  }
}

/** Writes and waits while the other side is full; resolves too when it no longer listens. */
export function writeTo(request: ClientRequest, chunk: Buffer | string): Promise<void> {
  if (request.destroyed || request.write(chunk)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error', 'response']) request.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error', 'response']) request.once(event, done);
  });
}

/** As browsers write a file's name. */
function escaped(fileName: string): string {
  return fileName.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}

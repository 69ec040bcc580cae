import { randomBytes } from 'node:crypto';

const BOUNDARY = 'a-test-boundary';

/** A part of a form: a file where it has a file name. */
export interface Part {
  name: string;
  fileName?: string;
  content: Buffer | string;
}

/** The headers that go with `formBody`. */
export const FORM_HEADERS = {
  'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
  'apollo-require-preflight': 'true',
};

/** The bytes of a form with its parts in this order. */
export function formBody(parts: Part[]): Buffer {
  const pieces = parts.flatMap(({ name, fileName, content }) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n`,
    content,
    '\r\n',
  ]);
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece as string)));
}

/** A PDF by its first bytes, of exactly this size. */
export function pdfOf(bytes: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-'), randomBytes(Math.max(0, bytes - 5))]);
}

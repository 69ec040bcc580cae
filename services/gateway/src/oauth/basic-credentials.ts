import type { IncomingMessage } from 'node:http';

/** Who says to be who, by which secret. */
export interface ClientSecret {
  id: string;
  secret: string;
}

/** HTTP Basic as RFC 6749 §2.3.1 has it: id and secret are form-encoded first. Undefined where there is none to read. */
export function basicCredentials(request: Pick<IncomingMessage, 'headers'>): ClientSecret | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(/:(.*)/s);
  if (!id || secret === undefined) return undefined;
  try {
    return { id: formDecoded(id), secret: formDecoded(secret) };
  } catch {
    return undefined;
  }
}

function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

import { CLIENT_ERROR_KINDS } from '@portal/domain';
import { z } from 'zod';

/** What a page of a console says of an error of its own; nothing else is taken, so that nothing else is kept. */
export const clientError = z.strictObject({
  kind: z.enum(CLIENT_ERROR_KINDS),
  message: z.string().max(500),
  stack: z.string().max(4_000).default(''),
  page: z.string().max(200),
});

export type ClientError = z.output<typeof clientError>;

const E_MAIL = /[^\s@<>()"]{1,64}@[^\s@<>()"']{1,255}/g;
const SEARCH = /[?#][^\s:)]*/g;
const IDENTIFIER = /[^/\s]*\d[^/\s]*/g;

/** Without what may be somebody's: addresses of mail, searches, identifiers in paths. CPFs and tokens the log takes out itself. */
export function impersonal({ kind, message, stack, page }: ClientError): ClientError {
  const text = (raw: string) => raw.replace(E_MAIL, '[e-mail]').replace(SEARCH, '');
  return {
    kind,
    message: text(message),
    stack: text(stack),
    page: page.replace(SEARCH, '').replace(IDENTIFIER, ':id'),
  };
}

import type { z } from 'zod';
import { badUserInput } from '../graph-errors.ts';

/** The key of a row in its list's order, opaque to clients; it begins with the list's name, where there are others like it. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The key that a cursor holds; BAD_USER_INPUT where it is not one of this list's. */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> {
  const key = schema.safeParse(parseJson(cursor));
  if (!key.success) throw badUserInput('O cursor não pode ser lido, ou é de outra lista.');
  return key.data;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

import type { Request } from 'express';
import type { PersistedQueries } from './persisted-queries.ts';

/**
 * The text of the operation that a request asks for, itself or by its hash, before anything of it is checked; undefined
 * where there is none, of which Apollo tells.
 */
export async function askedText(req: Request, persisted: PersistedQueries): Promise<string | undefined> {
  const { query, extensions } = req.method === 'POST' ? posted(req.body) : searched(req.url);
  return typeof query === 'string' ? query : persisted.textOf(extensions);
}

interface Asked {
  query?: unknown;
  extensions?: unknown;
}

function posted(body: unknown): Asked {
  return typeof body === 'object' && body !== null ? body : {};
}

function searched(url: string): Asked {
  const search = new URLSearchParams(searchOf(url));
  return { query: search.get('query') ?? undefined, extensions: jsonOf(search.get('extensions')) };
}

/** What follows the question mark. */
export function searchOf(url: string): string {
  return url.slice(url.indexOf('?') + 1 || url.length);
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

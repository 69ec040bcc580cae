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
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** Which operation of it, with what: as far as they can be read, for Apollo tells what cannot. */
export function askedOperation(req: Request) {
  const { operationName, variables } = req.method === 'POST' ? posted(req.body) : searched(req.url);
  return {
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isObject(variables) ? variables : undefined,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function posted(body: unknown): Asked {
  return isObject(body) ? body : {};
}

function searched(url: string): Asked {
  const search = new URLSearchParams(searchOf(url));
  return {
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName'),
    variables: jsonOf(search.get('variables')),
    extensions: jsonOf(search.get('extensions')),
  };
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

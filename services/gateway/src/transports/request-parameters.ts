import type { Request } from 'express';

/** What a request asks for, as far as it can be read before anything of it is checked: Apollo tells what cannot. */
export interface RequestParameters {
  query?: unknown;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  extensions?: unknown;
}

/** Of a POST its body, of a GET its address. */
export function parametersOf(req: Request): RequestParameters {
  const { query, operationName, variables, extensions } = req.method === 'POST' ? posted(req.body) : searched(req.url);
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isObject(variables) ? variables : undefined,
    extensions,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function posted(body: unknown): Record<string, unknown> {
  return isObject(body) ? body : {};
}

function searched(url: string): Record<string, unknown> {
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

import { isId } from '@portal/service-kit';

/**
 * The id of what has no row of its own: a part of something that has one. It says which, so that `node` finds it again;
 * clients take it as it is.
 */
export function partId(type: string, ...of: readonly string[]): string {
  return Buffer.from([type, ...of].join(':')).toString('base64url');
}

/** What `partId` was made of; undefined for any other text. */
export function readPartId(id: string): { type: string; of: string[] } | undefined {
  const [type = '', ...of] = Buffer.from(id, 'base64url').toString().split(':');
  return of.length > 0 && of.every(isId) && partId(type, ...of) === id ? { type, of } : undefined;
}

import { join } from 'node:path';

/** The repository. */
export const ROOT = join(import.meta.dirname, '../../..');

/** A file of this package. */
export function schemaFile(name: string): string {
  return join(ROOT, 'packages/schema', name);
}

import { withoutInvisible } from './text.ts';

/**
 * An identifier as it was typed or pasted, without what sets it out: spaces of every kind, dots, slashes, hyphens and
 * dashes as word processors write them, and marks that nobody sees. Full-width digits become digits.
 */
export function bareIdentifier(text: string): string {
  return withoutInvisible(text.normalize('NFKC')).replace(/[\s./\p{Pd}\u2212]/gu, '');
}

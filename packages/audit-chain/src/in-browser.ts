// What a page needs to verify a chain by itself: nothing of Node.
import type { HashAll } from './verify-chain.ts';

export * from './checkpoint.ts';
export * from './exported.ts';
export * from './over-http.ts';
export * from './verify-chain.ts';
export * from './verify-links.ts';

/** SHA-256 by Web Crypto. */
export const hashAll: HashAll = (all) => {
  const encoder = new TextEncoder();
  return Promise.all(
    all.map(async (one) => {
      const bytes = typeof one === 'string' ? encoder.encode(one) : one;
      return hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    }),
  );
};

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexadecimal(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

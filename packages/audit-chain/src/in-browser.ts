// What a page needs to verify a chain by itself: nothing of Node.
import type { HashAll } from './verify-chain.ts';

export * from './checkpoint.ts';
export * from './exported.ts';
export * from './over-http.ts';
export * from './verify-chain.ts';
export * from './verify-links.ts';

/** SHA-256 by Web Crypto. */
export const hashAll: HashAll = (all, as) => {
  const encoder = new TextEncoder();
  return Promise.all(
    all.map(async (one) => {
      const bytes = as === 'text' ? encoder.encode(one) : bytesOf(one);
      return hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    }),
  );
};

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexadecimal(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

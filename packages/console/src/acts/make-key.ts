/** A key for an act that is done once: 128 bits that nobody guesses. Over plain http, where there is none, not by `crypto.randomUUID`. */
export function makeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

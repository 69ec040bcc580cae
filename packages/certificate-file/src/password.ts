/** A password in the two ways that files take it. */
export interface Password {
  /** For PBKDF2. */
  utf8: Uint8Array;
  /** For PKCS#12's own derivation: UTF-16, big-endian, ended by two zero bytes. */
  utf16: Uint8Array;
}

/**
 * What a typed password may stand for. None at all is written in two ways, which give different keys: as an empty text (Java,
 * OpenSSL), and as no text (.NET, Azure).
 */
export function passwordsOf(typed: string): Password[] {
  const password = { utf8: new TextEncoder().encode(typed), utf16: bmpString(typed) };
  return typed === '' ? [password, { ...password, utf16: new Uint8Array() }] : [password];
}

function bmpString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at));
  return bytes;
}

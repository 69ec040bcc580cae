/// <reference path="./node-forge-parts.d.ts" />
// Both register with `cipher`.
import 'node-forge/lib/aes.js';
import 'node-forge/lib/des.js';
import cipher from 'node-forge/lib/cipher.js';
import rc2 from 'node-forge/lib/rc2.js';
import util from 'node-forge/lib/util.js';

/** Decrypts CBC and takes the padding off; throws where it is wrong. */
export type Cipher = (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array;

/** AES, by the length of its key. */
export const decryptAes: Cipher = (key, iv, data) => {
  const decipher = cipher.createDecipher('AES-CBC', text(key));
  decipher.start({ iv: text(iv) });
  return finished(decipher, data);
};

/** 3DES; of two keys the first is taken again as the third. */
export const decryptDes: Cipher = (key, iv, data) => {
  const three = text(key) + (key.length === 16 ? text(key.subarray(0, 8)) : '');
  const decipher = cipher.createDecipher('3DES-CBC', three);
  decipher.start({ iv: text(iv) });
  return finished(decipher, data);
};

/** RC2, by the length of its key. */
export const decryptRc2: Cipher = (key, iv, data) => {
  const decipher = rc2.createDecryptionCipher(text(key), key.length * 8);
  decipher.start(text(iv));
  return finished(decipher, data);
};

interface Started {
  update(data: ReturnType<typeof util.createBuffer>): void;
  finish(): boolean;
  output: { getBytes(): string };
}

function finished(decipher: Started, data: Uint8Array): Uint8Array {
  decipher.update(util.createBuffer(text(data)));
  if (!decipher.finish()) throw new Error('wrong padding');
  return Uint8Array.from(decipher.output.getBytes(), (character) => character.charCodeAt(0));
}

/** The library takes bytes as texts. */
function text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

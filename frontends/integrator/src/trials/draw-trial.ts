import type { OwnCertificate } from '@portal/certificate-file/own-certificate';

/** A key with its certificate, as it is shown and saved once. */
export interface DrawnTrial {
  readonly pem: string;
  readonly pfx: Uint8Array<ArrayBuffer>;
  /** Of the PFX. */
  readonly password: string;
}

/** Why no key can be made here. */
export class NoKeys extends Error {
  override readonly name = 'NoKeys';
}

/** Asks for a certificate for a request; what to tell the person is thrown as NotDrawn. */
export type Sign = (certificateRequest: string) => Promise<string>;

/** The certificate was not drawn; the message is for people. */
export class NotDrawn extends Error {
  override readonly name = 'NotDrawn';
}

/**
 * Makes a key, has it signed for, and puts both into the files that programs take. The private key is nowhere but in what is
 * given back. What does it is loaded by the first call.
 */
export async function drawTrial(name: string, sign: Sign): Promise<DrawnTrial> {
  // Browsers keep keys from pages that came by plain http.
  if (!globalThis.isSecureContext) throw new NoKeys();
  const { drawPassword, makeOwnKey, toKeyPem, toPfx } = await import('@portal/certificate-file/own-certificate');
  const { privateKey, request } = await makeOwnKey();
  const own: OwnCertificate = { privateKey, certificates: await sign(request) };
  const password = drawPassword();
  return { pem: toKeyPem(own), pfx: await toPfx({ ...own, password, name }), password };
}

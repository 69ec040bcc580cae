import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

interface Options {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
}

/** What a hostile browser or key does otherwise. */
export interface Otherwise {
  origin?: string;
  challenge?: string;
  count?: number;
  userVerified?: boolean;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** A security key and the browser that it is used in, as far as a server sees them: ES256, without attestation. */
export class TestKey {
  readonly id = randomBytes(32);
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private count = 1;

  constructor(private readonly origin: string) {}

  /** Answers the options of a registration. */
  register(options: string, otherwise: Otherwise = {}): string {
    const { challenge, rp } = JSON.parse(options) as Options;
    const { x = '', y = '' } = this.pair.publicKey.export({ format: 'jwk' });
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const attested = [Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, isoCBOR.encode(cose)];
    const authData = Buffer.concat([this.authData(rp?.id ?? '', HAS_KEY, otherwise), ...attested]);
    const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', challenge, otherwise).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
      transports: ['usb'],
    });
  }

  /** Answers the options of a proof. */
  prove(options: string, otherwise: Otherwise = {}): string {
    const { challenge, rpId = '' } = JSON.parse(options) as Options;
    this.count += 1;
    const authData = this.authData(rpId, 0, otherwise);
    const clientData = this.clientData('webauthn.get', challenge, otherwise);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return this.answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.pair.privateKey).toString('base64url'),
    });
  }

  private answer(response: object): string {
    const id = this.id.toString('base64url');
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }

  private clientData(type: string, challenge: string, otherwise: Otherwise): Buffer {
    const { origin = this.origin } = otherwise;
    return Buffer.from(
      JSON.stringify({ type, challenge: otherwise.challenge ?? challenge, origin, crossOrigin: false }),
    );
  }

  private authData(rpId: string, flags: number, { count = this.count, userVerified = true }: Otherwise): Buffer {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(count);
    const flag = Buffer.from([PRESENT | flags | (userVerified ? VERIFIED : 0)]);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), flag, counted]);
  }
}

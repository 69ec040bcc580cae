import { createHash, hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** What is sealed with another key, or changed since, is not opened. The message carries nothing of it. */
export class NotOpened extends Error {
  readonly code = 'NOT_OPENED';

  override get name() {
    return 'NotOpened';
  }
}

/**
 * Seals what a database may keep only so that a copy of it tells nothing: a compact JWE, AES-256-GCM, with a key that is
 * derived by HKDF from a service's signing key. Each purpose has a key of its own.
 *
 * ```ts
 * const sealing = new Sealing(signingJwk, 'portal-de-servicos:webhook-secrets');
 * await sealing.unseal(await sealing.seal('whsec_…')); // 'whsec_…'
 * ```
 */
export class Sealing {
  /** Names the key that seals, to be kept beside what is sealed. */
  readonly sealedBy: string;
  private readonly key: Uint8Array;

  constructor({ d }: { d: string }, purpose: string, salt = '') {
    this.key = new Uint8Array(hkdfSync('sha256', d, salt, purpose, 32));
    this.sealedBy = createHash('sha256').update(this.key).digest('base64url').slice(0, 16);
  }

  /** One whose key hangs on a text as well: who does not bring the text opens nothing, whatever else they have. */
  hangingOn(text: string): Sealing {
    return new Sealing({ d: Buffer.from(this.key).toString('base64url') }, 'portal-de-servicos:hanging-on', text);
  }

  /** Seals a text; the same text is sealed otherwise each time. */
  seal(text: string): Promise<string> {
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(this.key);
  }

  /** Opens what this key sealed; throws `NotOpened` for everything else. */
  async unseal(sealed: string): Promise<string> {
    const options = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
    try {
      const { plaintext } = await compactDecrypt(sealed, this.key, options);
      return new TextDecoder().decode(plaintext);
    } catch {
      throw new NotOpened('sealed with another key, or changed since');
    }
  }
}

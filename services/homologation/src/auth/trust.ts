import type { PeerCertificate, TLSSocket } from 'node:tls';

/** A client's certificate, as its handshake showed it. */
export interface ShownCertificate {
  /** SHA-256 of the DER, in hexadecimal. */
  sha256: string;
  der: Buffer;
  subject: string;
  validTo: Date;
}

/** Why a handshake names nobody who is trusted. */
export type Distrust = 'NONE' | 'NOT_YET_VALID' | 'EXPIRED' | 'UNKNOWN_AUTHORITY';

const NOT_YET = 'CERT_NOT_YET_VALID';
const OVER = 'CERT_HAS_EXPIRED';

/**
 * Reads the certificate of a connection. Where no authority of ICP-Brasil is known here, one that leads to none is taken
 * by its fingerprint alone; its dates count always.
 */
export function shownCertificate(socket: TLSSocket, anyAuthority: boolean, now: Date): ShownCertificate | Distrust {
  const peer = socket.getPeerCertificate(false) as PeerCertificate | Record<string, never>;
  if (!peer.raw) return 'NONE';
  if (new Date(peer.valid_from) > now) return 'NOT_YET_VALID';
  if (new Date(peer.valid_to) <= now) return 'EXPIRED';
  if (!socket.authorized && !anyAuthority) return distrust(socket.authorizationError);
  return {
    sha256: peer.fingerprint256.replaceAll(':', '').toLowerCase(),
    der: peer.raw,
    validTo: new Date(peer.valid_to),
    subject: Object.entries(peer.subject)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  };
}

function distrust(error: unknown): Distrust {
  if (String(error) === OVER) return 'EXPIRED';
  return String(error) === NOT_YET ? 'NOT_YET_VALID' : 'UNKNOWN_AUTHORITY';
}

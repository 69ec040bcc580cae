import { isInForce } from '../accreditation/accreditation.ts';
import type { Accreditations } from '../accreditation/accreditations.ts';
import type { Answer, Asked } from '../hosts/exchange.ts';
import { type AccessTokens, TOKEN_SECONDS } from './access-tokens.ts';
import { type Distrust, shownCertificate } from './trust.ts';

/** What the Auth host stands on. */
export interface AuthGround {
  tokens: AccessTokens;
  accreditations: Accreditations;
  /** Whether certificates of any authority are taken, for none of ICP-Brasil is known here. */
  anyAuthority: boolean;
  /** Refuse a certificate of no credential here already, and not only at the EHR host. */
  refuseUnaccredited: boolean;
  now: () => Date;
}

/** What the RNDS's own host says to whom it does not trust was never published: the words are ours. */
const DISTRUST: Record<Distrust, { status: number; message: string }> = {
  NONE: { status: 401, message: 'Apresente o certificado digital do sistema na conexão (TLS mútuo).' },
  NOT_YET_VALID: { status: 403, message: 'O certificado ainda não está no prazo de validade.' },
  EXPIRED: { status: 403, message: 'O certificado está vencido.' },
  UNKNOWN_AUTHORITY: {
    status: 403,
    message: 'O certificado não é da ICP-Brasil nem um certificado de teste deste Portal.',
  },
};

/** `GET /api/token`: a token for the certificate of the connection. */
export async function answerAuth(asked: Asked, ground: AuthGround): Promise<Answer> {
  if (asked.path !== '/api/token') return refused(404, 'Este endereço não existe. O token é pedido em GET /api/token.');
  if (asked.method !== 'GET') {
    const answer = refused(405, 'O token é pedido com GET, sem corpo.');
    return { ...answer, headers: { allow: 'GET' } };
  }
  const certificate = shownCertificate(asked.socket, ground.anyAuthority);
  if (typeof certificate === 'string') {
    const { status, message } = DISTRUST[certificate];
    return refused(status, message);
  }
  const accreditations = await ground.accreditations.ofCertificate(certificate.sha256);
  const seen = {
    operation: 'token',
    certificateSha256: certificate.sha256,
    credentialIds: accreditations.map(({ credentialId }) => credentialId),
  };
  const accredited = accreditations.some((accreditation) => isInForce(accreditation, ground.now()));
  if (ground.refuseUnaccredited && !accredited) {
    const answer = refused(403, 'O certificado não é de nenhuma credencial de homologação ativa.');
    return { ...answer, seen };
  }
  const access_token = await ground.tokens.issue(certificate);
  // In milliseconds, as the RNDS writes it and OAuth does not.
  const body = { access_token, scope: 'read write', token_type: 'jwt', expires_in: TOKEN_SECONDS * 1_000 };
  return { status: 200, headers: { 'cache-control': 'no-store' }, body, seen };
}

function refused(status: number, message: string): Answer {
  return {
    status,
    body: { error: status === 401 ? 'invalid_client' : 'access_denied', error_description: message },
    seen: { operation: 'token' },
  };
}

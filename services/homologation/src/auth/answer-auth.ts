import { type Accreditation, isInForce } from '../accreditation/accreditation.ts';
import type { Accreditations } from '../accreditation/accreditations.ts';
import type { Answer, Asked } from '../hosts/exchange.ts';
import { type AccessTokens, TOKEN_SECONDS } from './access-tokens.ts';
import { type Distrust, type ShownCertificate, shownCertificate } from './trust.ts';

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
  const certificate = shownCertificate(asked.socket, ground.anyAuthority, ground.now());
  // What is wrong with a call is told to whoever it is of, where that can be told.
  const shown = typeof certificate === 'string' ? undefined : certificate;
  const accreditations = shown ? await ground.accreditations.ofCertificate(shown.sha256) : [];
  const answer = await tokenAnswer(asked, certificate, accreditations, ground);
  const credentialIds = accreditations.map(({ credentialId }) => credentialId);
  return { ...answer, seen: { operation: 'token', credentialIds, ...(shown && { certificateSha256: shown.sha256 }) } };
}

async function tokenAnswer(
  { method }: Asked,
  certificate: ShownCertificate | Distrust,
  accreditations: readonly Accreditation[],
  { tokens, refuseUnaccredited, now }: AuthGround,
): Promise<Answer> {
  if (method !== 'GET') return { ...refused(405, 'O token é pedido com GET, sem corpo.'), headers: { allow: 'GET' } };
  if (typeof certificate === 'string') {
    const { status, message } = DISTRUST[certificate];
    return refused(status, message);
  }
  if (accreditations.some(({ revokedCertificates }) => revokedCertificates.includes(certificate.sha256))) {
    return refused(403, 'O certificado foi revogado pela autoridade certificadora.');
  }
  if (refuseUnaccredited && !accreditations.some((accreditation) => isInForce(accreditation, now()))) {
    return refused(403, 'O certificado não é de nenhuma credencial de homologação ativa.');
  }
  const access_token = await tokens.issue(certificate);
  // In milliseconds, as the RNDS writes it and OAuth does not.
  const body = { access_token, scope: 'read write', token_type: 'jwt', expires_in: TOKEN_SECONDS * 1_000 };
  return { status: 200, headers: { 'cache-control': 'no-store' }, body };
}

function refused(status: number, message: string): Answer {
  const error = status === 401 ? 'invalid_client' : 'access_denied';
  return { status, body: { error, error_description: message }, seen: { operation: 'token' } };
}

import type { CredentialState, Environment } from '@portal/domain';
import type { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';

/** What the gateway is told of a system that asks for a token, or has one. */
export interface ClientFacts {
  clientId: string;
  credentialId: string;
  requestId: string;
  environment: Environment;
  requesterIdentifier: string;
  state: CredentialState;
  validUntil: string;
  /** The public certificate that it is bound to, if any. */
  certificatePem: string | null;
  certificateSha256: string | null;
}

/** Tells them of a credential, with the PEM that it is bound to, as it is at a moment. */
export function clientFactsOf(credential: Credential, pem: string | undefined, now: Date): ClientFacts {
  const { clientId, id, requestId, environment, requesterIdentifier, certificate, expiresAt } = credential;
  return {
    clientId,
    credentialId: id,
    requestId,
    environment,
    requesterIdentifier,
    state: stateAt(credential, now),
    validUntil: expiresAt.toISOString(),
    certificatePem: pem ?? null,
    certificateSha256: certificate?.sha256 ?? null,
  };
}

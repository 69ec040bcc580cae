import type { CredentialState, Environment } from '@portal/domain';
import type { CredentialPems } from '../certificates/certificate-pems.ts';
import type { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import { overlappingCertificate } from '../credentials/overlapping-certificate.ts';

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
  /** The one before it, while it is still good. */
  previousCertificate: { pem: string; sha256: string; validUntil: string } | null;
}

/** Tells them of a credential, with the PEMs that it is bound to, as it is at a moment. */
export function clientFactsOf(credential: Credential, pems: CredentialPems | undefined, now: Date): ClientFacts {
  const previous = overlappingCertificate(credential, now);
  const { clientId, id, requestId, environment, requesterIdentifier, certificate, expiresAt } = credential;
  return {
    clientId,
    credentialId: id,
    requestId,
    environment,
    requesterIdentifier,
    state: stateAt(credential, now),
    validUntil: expiresAt.toISOString(),
    certificatePem: pems?.pem ?? null,
    certificateSha256: certificate?.sha256 ?? null,
    previousCertificate:
      previous && pems?.previousPem
        ? {
            pem: pems.previousPem,
            sha256: previous.certificate.sha256,
            validUntil: previous.until.toISOString(),
          }
        : null,
  };
}

import { createPrivateKey, type KeyObject } from 'node:crypto';
import { issueECpf } from '@portal/certificates';
import { anyCpf, completeContent, mutate, testAuthority } from './arrange.ts';
import { type Person, portalUrl } from './person.ts';
import { type Cast, requestIn } from './stages.ts';

/** A system with an ACTIVE credential for homologation, its secret and its certificate's key. */
export interface RegisteredSystem {
  clientId: string;
  secret: string;
  credentialId: string;
  requestId: string;
  requesterIdentifier: string;
  pem: string;
  key: KeyObject;
  /** Of the certificate's holder. */
  cpf: string;
}

export async function registeredSystem(
  { owner, reviewer }: Cast,
  services?: readonly string[],
): Promise<RegisteredSystem> {
  const cpf = anyCpf();
  const certificate = await issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256', authority: await testAuthority() });
  const content = await completeContent();
  const manager = { ...(content.manager as object), cpf };
  const made = {
    portfolio: 'rnds',
    ...(services && { services }),
    content: { ...content, manager, certificatePem: certificate.pem },
  };
  const request = await requestIn('APPROVED', { owner, reviewer }, made);
  const credentialId = request.credential?.id ?? '';
  const { credential } = await owner.get<{ credential: { clientId: string; requesterIdentifier: string } }>(
    'query ($id: ID!) { credential(id: $id) { clientId requesterIdentifier } }',
    { id: credentialId },
  );
  const secret = await drawSecret(owner, credentialId, 0);
  const key = createPrivateKey({ key: certificate.privateKey, format: 'der', type: 'pkcs8' });
  return { ...credential, secret, credentialId, requestId: request.id, pem: certificate.pem, key, cpf };
}

/** Another certificate of a holder, and its key. */
export async function renewedCertificate(cpf: string): Promise<{ pem: string; key: KeyObject }> {
  const authority = await testAuthority();
  const { pem, privateKey } = await issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256', authority });
  return { pem, key: createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }) };
}

/** Binds a credential to another certificate. */
export async function changeCertificate(
  owner: Person,
  id: string,
  certificatePem: string,
  overlapDays: number,
): Promise<void> {
  const { credential } = await owner.get<{ credential: { certificate: { sha256: string } } }>(
    'query ($id: ID!) { credential(id: $id) { certificate { sha256 } } }',
    { id },
  );
  const { sha256: currentSha256 } = credential.certificate;
  const change = { id, certificatePem, currentSha256, overlapDays };
  const { problems } = await mutate<{ problems: unknown[] }>(
    owner,
    'changeCredentialCertificate',
    change,
    'problems { code message }',
  );
  if (problems.length > 0) throw new Error(`The change was refused: ${JSON.stringify(problems)}`);
}

/** A new secret of a credential. */
export async function drawSecret(owner: Person, id: string, overlapHours: number): Promise<string> {
  const payload = await mutate<{ secret: string }>(owner, 'rotateCredentialSecret', { id, overlapHours }, 'secret');
  return payload.secret;
}

/** An access token of a system, by its secret. */
export async function tokenOfSystem(clientId: string, secret: string): Promise<string> {
  const response = await fetch(new URL('/oauth/token', portalUrl()), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Environment } from '@portal/domain';
import type { Certificate } from '../certificates/certificate.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { Credential } from './credential.ts';
import { newClientId } from './secret.ts';

/** Makes the credential of a request that is being approved, from what was submitted. The caller holds the transaction. */
export async function issueCredential(em: EntityManager, request: AccessRequest, now: Date): Promise<Credential> {
  const { submitted, environment, ownerId, teamId, portfolio, systemId } = request;
  if (!submitted?.establishment) throw new Error('A credential is issued from a submission with an establishment');
  return em.create(Credential, {
    requestId: request.id,
    ownerId,
    teamId,
    environment,
    state: 'ACTIVE',
    portfolio,
    services: submitted.services,
    systemId,
    system: submitted.system,
    establishment: submitted.establishment,
    certificate: submitted.certificate,
    requesterIdentifier: await nextRequesterIdentifier(em, environment),
    clientId: newClientId(environment),
    issuedAt: now,
    expiresAt: endOfApproved(submitted.certificate, now),
    stateChangedAt: now,
  });
}

const SEQUENCES: Record<Environment, string> = {
  HOMOLOGATION: 'requester_identifier_homologation',
  PRODUCTION: 'requester_identifier_production',
};

/** A number of its own environment. Numbers that a rolled-back approval took stay unused. */
async function nextRequesterIdentifier(em: EntityManager, environment: Environment): Promise<string> {
  const [row] = await em.execute<{ number: string }[]>('select nextval(?)::text as number', [SEQUENCES[environment]]);
  if (!row) throw new Error('The sequence gave no number');
  return row.number;
}

/** Until when a credential is good that is approved at a moment: to the end of its certificate, a year where it has none. */
export function endOfApproved(certificate: Certificate | null, now: Date): Date {
  if (certificate) return new Date(certificate.notAfter);
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end;
}

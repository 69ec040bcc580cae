import type { EntityManager } from '@mikro-orm/postgresql';
import type { CredentialState } from '@portal/domain';
import { stateAt } from '../credentials/lifecycle.ts';
import { type Members, membersSql } from '../teams/members.ts';

/** What the homologation environment is told of a credential for it. */
export interface Accreditation {
  credentialId: string;
  requestId: string;
  /** Who began its request; `members` says who may do what. */
  ownerId: string;
  members: Members;
  state: CredentialState;
  validUntil: string;
  portfolio: string;
  /** Slugs, as approved. */
  services: string[];
  requesterIdentifier: string;
  systemName: string;
  /** Federative unit of the establishment and its units: two letters. */
  uf: string;
  /** The establishment's CNES first, then its units'. */
  cnes: string[];
  /** The fingerprint of the certificate that it is bound to, if any. */
  certificateSha256: string | null;
  /** The one before it and until when it is good, also when that is over: null where it was never changed. */
  previousCertificate: { sha256: string; validUntil: string } | null;
  /** Fingerprints of those among the two that their authority revoked. */
  revokedCertificates: string[];
  /** Whether production was asked for with it: reviewers read what it came to. */
  productionAsked: boolean;
}

/** Which credentials are asked for: by their ids, by the fingerprints of certificates, or by who is in their teams. */
export interface Wanted {
  credentialIds: string[];
  certificates: string[];
  memberIds: string[];
}

interface Row {
  id: string;
  request_id: string;
  owner_id: string;
  members: Members;
  state: CredentialState;
  expires_at: Date;
  portfolio: string;
  services: string[];
  requester_identifier: string;
  system_name: string;
  establishment: { cnes: string | null; uf: string };
  children: { cnes: string | null }[] | null;
  sha256: string | null;
  previous_sha256: string | null;
  previous_certificate_expires_at: Date | null;
  revoked: string[];
  production_asked: boolean;
}

/** Tells what there is of the wanted ones, as it is at a moment; of production nothing. */
export async function accreditationsOf(
  em: EntityManager,
  { credentialIds, certificates, memberIds }: Wanted,
  now: Date,
): Promise<Accreditation[]> {
  const rows = await em.execute<Row[]>(
    `select credential.id, credential.request_id, credential.owner_id, ${membersSql('credential')} as members, credential.state, credential.expires_at,
       credential.portfolio, credential.services, credential.requester_identifier,
       credential.system ->> 'name' as system_name, credential.establishment,
       access_request.submitted -> 'childEstablishments' as children, credential.certificate ->> 'sha256' as sha256,
       credential.previous_certificate ->> 'sha256' as previous_sha256, credential.previous_certificate_expires_at,
       array(select one ->> 'sha256' from unnest(array[credential.certificate, credential.previous_certificate]) one
         where one ->> 'revokedAt' is not null) as revoked,
       exists (select 1 from access_request as production
         where production.homologation_credential_id = credential.id and production.submissions > 0) as production_asked
     from credential join access_request on access_request.id = coalesce(credential.alteration_id, credential.request_id)
     where credential.environment = 'HOMOLOGATION'
       and (credential.id in (${marksFor(credentialIds)})
         or credential.certificate ->> 'sha256' in (${marksFor(certificates)})
         or credential.previous_certificate is not null
           and credential.previous_certificate ->> 'sha256' in (${marksFor(certificates)})
         ${memberIds.length > 0 ? ofMembersSql(marksFor(memberIds)) : ''})
     order by credential.id`,
    [...credentialIds, ...certificates, ...certificates, ...memberIds, ...memberIds],
  );
  return rows.map((row) => ({
    credentialId: row.id,
    requestId: row.request_id,
    ownerId: row.owner_id,
    members: row.members,
    state: stateAt({ state: row.state, expiresAt: new Date(row.expires_at) }, now),
    validUntil: new Date(row.expires_at).toISOString(),
    portfolio: row.portfolio,
    services: row.services,
    requesterIdentifier: row.requester_identifier,
    systemName: row.system_name,
    uf: row.establishment.uf,
    cnes: [row.establishment, ...(row.children ?? [])].flatMap(({ cnes }) => cnes ?? []),
    certificateSha256: row.sha256,
    previousCertificate:
      row.previous_sha256 !== null && row.previous_certificate_expires_at !== null
        ? { sha256: row.previous_sha256, validUntil: new Date(row.previous_certificate_expires_at).toISOString() }
        : null,
    revokedCertificates: row.revoked,
    productionAsked: row.production_asked,
  }));
}

/** Added only where it is asked for, so that a look-up of each call stays one by indexes. */
const ofMembersSql = (marks: string) => `or credential.id in (
  select held.id from credential as held join team_member using (team_id) where team_member.person_id in (${marks})
  union all select id from credential where team_id is null and owner_id in (${marks}))`;

/** Of an empty list nothing is found, and SQL has none. */
const marksFor = (values: string[]) => values.map(() => '?').join(', ') || 'null';

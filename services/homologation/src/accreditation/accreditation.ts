import { CredentialState, TeamRole } from '@portal/domain';
import { z } from 'zod';

/** What credentials tells of a credential for homologation; more that it tells is left out. */
export const accreditation = z.object({
  credentialId: z.string(),
  requestId: z.string(),
  ownerId: z.string(),
  /** Who is in its team, and as what. Not told by what is older than teams: then it is its owner's. */
  members: z.record(z.string(), z.enum(TeamRole)).optional(),
  state: z.enum(CredentialState),
  validUntil: z.iso.datetime(),
  portfolio: z.string(),
  services: z.array(z.string()),
  requesterIdentifier: z.string(),
  systemName: z.string(),
  uf: z.string(),
  cnes: z.array(z.string()),
  certificateSha256: z.string().nullable(),
  /** The one before it and until when it counts, also when that is over. Not told by what is older than it. */
  previousCertificate: z.object({ sha256: z.string(), validUntil: z.iso.datetime() }).nullable().default(null),
  /** Fingerprints of those among the two that their authority revoked. Not told by what is older than it. */
  revokedCertificates: z.array(z.string()).default([]),
  /** Whether production was asked for with it: then reviewers look at what it came to. Not told by what is older than it. */
  productionAsked: z.boolean().default(false),
});

/** A credential for homologation: who may do what here. */
export type Accreditation = z.infer<typeof accreditation>;

/** As it counts by a certificate: by the one before a change until the end of that alone, or its own if that is sooner. */
export function asBy(sha256: string, one: Accreditation): Accreditation {
  const previous = one.previousCertificate;
  if (one.certificateSha256 === sha256 || previous?.sha256 !== sha256 || previous.validUntil > one.validUntil)
    return one;
  return { ...one, validUntil: previous.validUntil };
}

/** Whether it counts at a moment: its end is not waited for to be told. */
export function isInForce({ state, validUntil }: Accreditation, now: Date): boolean {
  return state === 'ACTIVE' && Date.parse(validUntil) > now.getTime();
}

import { CredentialState } from '@portal/domain';
import { z } from 'zod';

/** What credentials tells of a credential for homologation; more that it tells is left out. */
export const accreditation = z.object({
  credentialId: z.string(),
  requestId: z.string(),
  ownerId: z.string(),
  state: z.enum(CredentialState),
  validUntil: z.iso.datetime(),
  portfolio: z.string(),
  services: z.array(z.string()),
  requesterIdentifier: z.string(),
  systemName: z.string(),
  uf: z.string(),
  cnes: z.array(z.string()),
  certificateSha256: z.string().nullable(),
  /** Whether production was asked for with it: then reviewers look at what it came to. Not told by what is older than it. */
  productionAsked: z.boolean().default(false),
});

/** A credential for homologation: who may do what here. */
export type Accreditation = z.infer<typeof accreditation>;

/** Whether it counts at a moment: its end is not waited for to be told. */
export function isInForce({ state, validUntil }: Accreditation, now: Date): boolean {
  return state === 'ACTIVE' && Date.parse(validUntil) > now.getTime();
}

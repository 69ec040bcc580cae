import { type IssuedCertificate, issueECpf } from '@portal/certificates';
import type { BenchPerson } from '../portal/person.ts';
import { act, completeDraft, versioned } from '../portal/request.ts';

/** A system that may send vaccinations to the homologation environment. */
export interface TriedSystem {
  credentialId: string;
  requesterIdentifier: string;
  authUrl: string;
  ehrUrl: string;
  authorities: string;
  certificate: IssuedCertificate;
  cnes: string;
  operator: string;
  patients: string[];
}

const MANAGER_CPF = '52998224725';

interface Credential {
  id: string;
  requesterIdentifier: string;
  establishment: { cnes: string };
  homologationAccess: {
    authUrl: string;
    ehrUrl: string;
    authorities: string;
    people: { kind: string; cns: string }[];
    professionals: { cns: string }[];
  };
}

/** Asks for access and approves it, as people would. */
export async function triedSystem(owner: BenchPerson, reviewer: BenchPerson): Promise<TriedSystem> {
  const certificate = await issueECpf({ name: 'Maria Lima', cpf: MANAGER_CPF, key: 'EC-256' });
  const draft = await completeDraft(owner, 'Sistema em teste', {
    portfolio: 'rnds',
    services: ['rnds-ria-r'],
    certificatePem: certificate.pem,
  });
  const submitted = await act(owner, versioned('submitAccessRequest'), draft);
  const claimed = await act(reviewer, versioned('claimAccessRequest'), submitted);
  await act(reviewer, versioned('approveAccessRequest'), claimed);
  const { accessRequest } = await owner.ask<{ accessRequest: { credential: Credential } }>(
    `query ($id: ID!) { accessRequest(id: $id) { credential { id requesterIdentifier establishment { cnes }
       homologationAccess { authUrl ehrUrl authorities people { kind cns } professionals { cns } } } } }`,
    { id: draft.id },
  );
  const { id: credentialId, requesterIdentifier, establishment, homologationAccess } = accessRequest.credential;
  const { people, professionals, ...hosts } = homologationAccess;
  return {
    ...hosts,
    credentialId,
    requesterIdentifier,
    cnes: establishment.cnes,
    certificate,
    operator: professionals[0]?.cns ?? '',
    patients: people.filter(({ kind }) => kind === 'ORDINARY').map(({ cns }) => cns),
  };
}

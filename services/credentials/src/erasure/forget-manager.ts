import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ERASED_NAME } from '@portal/domain';
import type { Certificate } from '../certificates/certificate.ts';
import { dropUnusedPems } from '../certificates/certificate-pems.ts';
import { Credential } from '../credentials/credential.ts';
import { AccessRequest } from '../requests/access-request.ts';
import type { ManagerCopy } from '../requests/content.ts';
import { addressesOf, folded } from './addresses-of.ts';
import { isMarkedBy } from './marked.ts';

const BATCH = 50;
const NOBODY: ManagerCopy = { name: ERASED_NAME, cpf: null, email: null, phone: null };

/** Takes a person out of the requests of theirs and of their teams that name them as manager, with their e-CPF. */
export async function forgetManager(em: EntityManager, personId: string): Promise<void> {
  const addresses = await addressesOf(em, personId);
  if (addresses.size === 0) return;
  const rows = await em.execute<{ id: string }[]>(
    `with me as (select ?::uuid as id)
     select r.id from me join access_request r on ${isMarkedBy('r', 'me.id')}
     union select r.id from me join team_member m on m.person_id = me.id join access_request r on r.team_id = m.team_id`,
    [personId],
  );
  const is = (manager: ManagerCopy | null | undefined) => addresses.has(folded(manager?.email ?? ''));
  for (let from = 0; from < rows.length; from += BATCH) {
    const id = { $in: rows.slice(from, from + BATCH).map((row) => row.id) };
    const named = (await em.find(AccessRequest, { id })).filter((request) =>
      [request.manager, request.submitted?.manager, request.submittedBefore?.manager].some(is),
    );
    // As they are under their lock: what a colleague saves at the same moment is not written over.
    const requests = await em.find(
      AccessRequest,
      { id: { $in: named.map((request) => request.id) } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
    );
    for (const request of requests) {
      const { manager, certificate, submitted, submittedBefore } = request;
      const cpfs = new Set([manager, submitted?.manager, submittedBefore?.manager].filter(is).map((one) => one?.cpf));
      if (is(manager)) request.manager = NOBODY;
      request.certificate = without(certificate, cpfs);
      if (submitted) request.submitted = forgotten(submitted, is, cpfs);
      if (submittedBefore) request.submittedBefore = forgotten(submittedBefore, is, cpfs);
      const credentials = await forgetInCredentials(em, request.id, cpfs);
      const origins = await em.find(AccessRequest, { id: { $in: credentials.map(({ requestId }) => requestId) } });
      for (const one of new Set([request, ...origins])) await dropUnusedPems(em, one, credentials);
    }
    await em.flush();
    em.clear();
  }
}

type Cpfs = ReadonlySet<string | null | undefined>;

function forgotten<Copy extends { manager: ManagerCopy | null; certificate: Certificate | null }>(
  copy: Copy,
  is: (manager: ManagerCopy | null) => boolean,
  cpfs: Cpfs,
): Copy {
  return { ...copy, manager: is(copy.manager) ? NOBODY : copy.manager, certificate: without(copy.certificate, cpfs) };
}

/** A certificate of their own names them; that of an establishment stays as it is. */
function without(certificate: Certificate | null, cpfs: Cpfs): Certificate | null {
  if (certificate?.kind !== 'E_CPF' || !cpfs.has(certificate.holder)) return certificate;
  const { pemSha256: _, ...rest } = certificate;
  return { ...rest, subject: `CN=${ERASED_NAME}`, holder: null, holderName: ERASED_NAME };
}

/** Gives them: under their lock, so that no certificate is changed meanwhile. */
async function forgetInCredentials(em: EntityManager, requestId: string, cpfs: Cpfs): Promise<Credential[]> {
  const credentials = await em.find(
    Credential,
    { $or: [{ requestId }, { alterationId: requestId }] },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  for (const credential of credentials) {
    credential.certificate = without(credential.certificate, cpfs);
    credential.previousCertificate = without(credential.previousCertificate, cpfs);
  }
  return credentials;
}

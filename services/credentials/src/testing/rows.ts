import { randomUUIDv7 } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Credential } from '../credentials/credential.ts';
import { issueCredential } from '../credentials/issue.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { contentOf } from '../requests/visibility.ts';
import { ana } from './people.ts';

let made = 0;

/** Puts a request into the database as if it had come there by its acts. */
export async function insertRequest(orm: MikroORM, facts: Partial<AccessRequest> = {}): Promise<AccessRequest> {
  made += 1;
  const at = new Date('2026-11-01T12:00:00Z');
  const request = Object.assign(new AccessRequest(), {
    protocol: `2026-${String(made).padStart(7, '0')}-0`,
    environment: 'HOMOLOGATION' as const,
    ownerId: ana.id,
    requester: { name: ana.name, email: null, assuranceLevel: 'GOLD' as const },
    portfolio: 'rnds',
    services: ['rel'],
    systemId: randomUUIDv7(),
    establishment: {
      cnes: '2337991',
      cnpj: null,
      name: 'Laboratório Rômulo Rocha',
      uf: 'GO',
      municipality: 'Goiânia',
      verified: true,
    },
    createdAt: at,
    updatedAt: at,
    ...facts,
  });
  request.members = { [request.ownerId]: 'GESTOR' };
  request.system = { ...request.system, name: request.system.name ?? `Sistema ${made}` };
  await orm.em.fork().persist(request).flush();
  return request;
}

/** The same, submitted: `facts` may move it on. */
export function insertSubmitted(orm: MikroORM, facts: Partial<AccessRequest> = {}): Promise<AccessRequest> {
  const at = new Date('2026-11-02T12:00:00Z');
  return insertRequest(orm, {
    state: 'SUBMITTED',
    submissions: 1,
    submittedAt: at,
    dueAt: new Date('2026-11-05T12:00:00Z'),
    rules: { certificatePolicy: 'NONE', fourEyes: false, requirements: [] },
    ...facts,
  });
}

/** Issues a credential for an approved request; `facts` then change the row. */
export async function insertCredential(
  orm: MikroORM,
  facts: Partial<Credential> = {},
  of: Partial<AccessRequest> = {},
): Promise<Credential> {
  const { id } = await insertSubmitted(orm, { state: 'APPROVED', ...of });
  const em = orm.em.fork();
  const request = await em.findOneOrFail(AccessRequest, { id });
  request.submitted = { ...contentOf(request), evidence: [] };
  const credential = await issueCredential(em, request, new Date('2026-11-03T12:00:00Z'));
  Object.assign(credential, facts);
  await em.flush();
  return credential;
}

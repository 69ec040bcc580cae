import type { EntityManager } from '@mikro-orm/postgresql';
import { TEAM_POLICY, teamMay } from '@portal/domain';
import {
  arrayLiteral,
  isId,
  once,
  type Person,
  type Problem,
  Refused,
  refuse,
  requirePerson,
} from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { readable } from '../credentials/act-on-credential.ts';
import { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import { announceCredential } from '../events/announce-credential.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { record } from '../requests/record.ts';
import { hashOfLink } from './link-secret.ts';
import { membersOf } from './members.ts';
import type { Team } from './team.ts';
import { teamsById } from './team-rows.ts';

/** What is offered, and what of it whoever opens the link is told. */
export interface Offered {
  credential: Credential;
  /** How many requests and credentials go with it, itself included. */
  requests: number;
  credentials: number;
  /** Teams of the same establishment that the person answers for. */
  teams: Team[];
}

/** What the link holds the secret of; null for one that opens nothing to this person. */
export async function offeredBy(ctx: CredentialsContext, secret: string): Promise<Offered | null> {
  const person = requirePerson(ctx.caller);
  const em = ctx.em.fork();
  const credential = await findOffered(em, secret);
  if (!credential || !isOpen(credential, ctx.now())) return null;
  const teams = await teamsFor(em, credential, person);
  const [counted] = await em.execute<{ requests: number; credentials: number }[]>(
    `select (select count(*)::int from access_request where system_id = ? and team_id = ?) as requests,
       (select count(*)::int from credential where system_id = ? and team_id = ?) as credentials`,
    [credential.systemId, credential.teamId, credential.systemId, credential.teamId],
  );
  return { credential, requests: counted?.requests ?? 0, credentials: counted?.credentials ?? 0, teams };
}

/** What accepting or declining gave. */
export interface TransferOutcome {
  credential: Credential | null;
  problems: readonly Problem[];
}

/**
 * Takes over what was offered, for a team of the same establishment: the credential and every request and credential of its
 * system that the other team has. Who is of that other team alone reads none of it from this commit on, what is kept on the
 * live line included.
 */
export function acceptTransfer(ctx: CredentialsContext, secret: string, teamId: string): Promise<TransferOutcome> {
  return answer(ctx, secret, async (em, found, person) => {
    const own = (await teamsFor(em, found, person)).find(({ id }) => id === teamId);
    if (!own)
      return refuse('NOT_FOUND', 'Você não é gestor desta equipe, ou ela é de outro estabelecimento.', ['teamId']);
    const from = found.teamId;
    if (from === null) throw new Error('A credential is of a team');
    await move(em, { systemId: found.systemId, from, to: teamId }, person, ctx.now());
    return { act: 'acceptCredentialTransfer', detail: { from, to: teamId } };
  });
}

/** Says no for a team of the establishment: the link opens nothing any more. */
export function declineTransfer(ctx: CredentialsContext, secret: string): Promise<TransferOutcome> {
  return answer(ctx, secret, async (em, found, person) => {
    if ((await teamsFor(em, found, person)).length === 0) return refuseLink();
    found.transferOffer = null;
    announceCredential(em, found, 'WITHDRAW_TRANSFER', ctx.now());
    return { act: 'declineCredentialTransfer' };
  });
}

type Answering = (
  em: EntityManager,
  credential: Credential,
  person: Person,
) => Promise<{ act: string; detail?: Record<string, unknown> }>;

async function answer(ctx: CredentialsContext, secret: string, act: Answering): Promise<TransferOutcome> {
  const person = requirePerson(ctx.caller);
  try {
    const { id } = await ctx.em.fork().transactional((em) =>
      once(em, ctx, async () => {
        const seen = await findOffered(em, secret);
        if (!seen) return refuseLink();
        // Requests first, as every act on one does that goes on to its credential.
        await em.execute('select 1 from access_request where system_id = ? order by id for update', [seen.systemId]);
        await em.execute('select 1 from credential where system_id = ? order by id for update', [seen.systemId]);
        await em.refresh(seen);
        refuseUnlessOpen(seen, secret, ctx.now());
        const { act: name, detail = {} } = await act(em, seen, person);
        audit(em, { at: ctx.now(), actorId: person.id, act: name, subject: 'CREDENTIAL', subjectId: seen.id, detail });
        return { id: seen.id };
      }),
    );
    return { credential: await readable(ctx, person, id), problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { credential: null, problems: error.problems };
  }
}

async function findOffered(em: EntityManager, secret: string): Promise<Credential | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `select id from credential where transfer_offer is not null and transfer_offer ->> 'secretHash' = ?`,
    [hashOfLink(secret)],
  );
  return row ? em.findOne(Credential, { id: row.id }) : null;
}

/** Who offered it is to answer for its team still: a word of who left is nobody's. */
function isOpen(credential: Credential, now: Date): boolean {
  const { transferOffer: offer, members } = credential;
  const stands = ['ACTIVE', 'SUSPENDED'].includes(stateAt(credential, now));
  return (
    offer !== null &&
    stands &&
    new Date(offer.expiresAt) > now &&
    teamMay(members[offer.byId] ?? null, 'OFFER_TRANSFER')
  );
}

function refuseUnlessOpen(credential: Credential, secret: string, now: Date): void {
  const { transferOffer: offer } = credential;
  if (offer?.secretHash !== hashOfLink(secret)) refuseLink();
  if (offer && new Date(offer.expiresAt) <= now) {
    refuse('EXPIRED', 'Esta transferência venceu. Peça a quem ofereceu que ofereça de novo.');
  }
  if (!isOpen(credential, now)) {
    refuse('NOT_ALLOWED', 'Esta transferência não pode mais ser aceita: a credencial ou quem a ofereceu mudou.');
  }
}

function refuseLink(): never {
  return refuse('NOT_FOUND', 'Esta transferência não existe, foi cancelada ou já foi respondida.');
}

/** Teams of the same establishment that the person answers for. */
async function teamsFor(em: EntityManager, { teamId }: Credential, { id }: Person): Promise<Team[]> {
  const roles = TEAM_POLICY.ACCEPT_TRANSFER;
  const rows = await em.execute<{ id: string }[]>(
    `select team.id from team_member m join team on team.id = m.team_id
       join team as own on own.id = ? and own.id <> team.id
         and coalesce(own.cnes, own.cnpj) = coalesce(team.cnes, team.cnpj)
     where m.person_id = ? and m.role in (${roles.map(() => '?').join(', ')})`,
    [isId(teamId ?? '') ? teamId : null, id, ...roles],
  );
  return teamsById(
    em,
    rows.map((row) => row.id),
  );
}

interface Moving {
  systemId: string;
  from: string;
  to: string;
}

async function move(em: EntityManager, { systemId, from, to }: Moving, person: Person, now: Date): Promise<void> {
  // Read under the locks of the credentials: a draft that was begun from one meanwhile is there by now, and moves with it.
  const where = { systemId, teamId: from };
  const [requests, credentials, members] = await Promise.all([
    em.find(AccessRequest, where, { refresh: true }),
    em.find(Credential, where, { refresh: true }),
    membersOf(em, to),
  ]);
  for (const thing of [...requests, ...credentials]) Object.assign(thing, { teamId: to, members });
  for (const credential of credentials) credential.transferOffer = null;
  await em.flush();
  const ids = [...requests, ...credentials].map(({ id }) => id);
  await em.execute(`update outbox set owner_id = ? where owner_id = ? and subject_id = any(?::uuid[])`, [
    to,
    from,
    arrayLiteral(ids),
  ]);
  const actor = { id: person.id, name: person.name };
  for (const request of requests) {
    record(em, request, { at: now, actor, action: 'TRANSFER', from: request.state, to: request.state });
  }
  for (const credential of credentials) announceCredential(em, credential, 'TRANSFER', now, from);
}

import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parseEmail, TEAM_INVITATION_DAYS, TEAM_MOST_PEOPLE, type TeamRole } from '@portal/domain';
import {
  isId,
  once,
  openText,
  type Problem,
  Refused,
  refuse,
  requirePerson,
  type SealedText,
} from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { sealedText, sealText } from '../personal-data/texts.ts';
import { IS_PERSON } from '../team-tokens/token-rows.ts';
import { manageTeam, type OpenedTeam, type TeamAudit, type TeamOutcome } from './act-on-team.ts';
import { announceMember } from './announce-member.ts';
import { hashOfLink, newLinkSecret } from './link-secret.ts';
import { type InvitationMail, mailInvitation } from './mail-invitation.ts';

const DAYS_MS = TEAM_INVITATION_DAYS * 86_400_000;

/** How many invitations one person sends within an hour, those sent again included: each mails somebody who did not ask. */
const MOST_AN_HOUR = 20;
const HOUR_MS = 3_600_000;

/** Who is to be invited, and as what. */
export interface Inviting {
  email: string;
  role: TeamRole;
}

/** What inviting gave, and whether the mail server took it. */
export interface InvitationOutcome extends TeamOutcome {
  mailed: boolean;
}

/** Draws a link in one transaction and mails it after that; what a key repeats is not mailed again. */
async function sendInvitation(
  ctx: CredentialsContext,
  teamId: string,
  draw: (opened: OpenedTeam, link: ReturnType<typeof newLinkSecret>) => Promise<{ audit: TeamAudit; to: string }>,
): Promise<InvitationOutcome> {
  let drawn: InvitationMail | undefined;
  const outcome = await manageTeam(ctx, teamId, async (opened) => {
    await refuseTooMany(opened);
    const link = newLinkSecret();
    const { audit: done, to } = await draw(opened, link);
    drawn = { to, invitedBy: opened.person.name, teamName: opened.team.name, secret: link.secret };
    return { ...done, secret: link.secret };
  });
  const mailed = drawn !== undefined && outcome.secret === drawn.secret && (await mailInvitation(ctx, drawn));
  return { ...outcome, mailed };
}

async function refuseTooMany({ em, person, now }: OpenedTeam): Promise<void> {
  // Several teams of one person are not under one lock.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`invitations ${person.id}`]);
  const [row] = await em.execute<{ sent: number }[]>(
    `select count(*)::int as sent from audit_record
     where actor_id = ? and at > ? and act in ('inviteToTeam', 'renewTeamInvitation')`,
    [person.id, new Date(now.getTime() - HOUR_MS)],
  );
  if ((row?.sent ?? 0) >= MOST_AN_HOUR) {
    refuse('NOT_ALLOWED', `Você já enviou ${MOST_AN_HOUR} convites na última hora. Tente de novo mais tarde.`);
  }
}

/** Invites somebody; the secret of the link is shown once. */
export function inviteToTeam(
  ctx: CredentialsContext,
  teamId: string,
  { email, role }: Inviting,
): Promise<InvitationOutcome> {
  return sendInvitation(ctx, teamId, async (opened, { hash }) => {
    const { em, person, now } = opened;
    const parsed = parseEmail(email);
    if (!parsed.ok) return refuse('INVALID', parsed.message, ['email']);
    await refuseInvited(opened, parsed.value);
    const id = randomUUIDv7();
    const kept = await sealText(em, 'team_invitation.email', id, parsed.value);
    await em.execute(
      `insert into team_invitation (id, team_id, email, role, secret_hash, invited_by, created_at, expires_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, teamId, kept, role, hash, person.name, now, new Date(now.getTime() + DAYS_MS)],
    );
    return { audit: { act: 'inviteToTeam', detail: { role } }, to: parsed.value };
  });
}

async function refuseInvited({ em, team }: OpenedTeam, email: string): Promise<void> {
  // Sealed, they are compared here: there are few, and the team is held.
  const rows = await em.execute<{ member: boolean; email: SealedText }[]>(
    `select true as member, ${sealedText('team_member.email')} as email from team_member where team_id = ? and ${IS_PERSON}
     union all select false, ${sealedText('team_invitation.email')} from team_invitation where team_id = ?`,
    [team.id, team.id],
  );
  const same = rows.filter((row) => openText(em, row.email)?.toLowerCase() === email.toLowerCase());
  if (same.some(({ member }) => member)) refuse('DUPLICATE', 'Quem tem este e-mail já está na equipe.', ['email']);
  if (same.length > 0)
    refuse('DUPLICATE', 'Já há um convite para este e-mail. Envie-o de novo ou cancele-o.', ['email']);
  if (rows.length >= TEAM_MOST_PEOPLE) {
    refuse('NOT_ALLOWED', `Uma equipe tem no máximo ${TEAM_MOST_PEOPLE} pessoas, contando os convites.`);
  }
}

/** Sends an invitation again: another link, good anew; the one before opens nothing any more. */
export function renewTeamInvitation(ctx: CredentialsContext, teamId: string, id: string): Promise<InvitationOutcome> {
  return sendInvitation(ctx, teamId, async ({ em, person, now }, { hash }) => {
    const [renewed] = await em.execute<{ email: NonNullable<SealedText> }[]>(
      `update team_invitation set secret_hash = ?, invited_by = ?, created_at = ?, expires_at = ?
       where team_id = ? and id = ? and person_id is null
       returning ${sealedText('team_invitation.email')} as email`,
      [hash, person.name, now, new Date(now.getTime() + DAYS_MS), teamId, isId(id) ? id : null],
    );
    if (!renewed) return refuseUnknown();
    return { audit: { act: 'renewTeamInvitation', detail: { invitation: id } }, to: openText(em, renewed.email) };
  });
}

/** Takes an invitation back, also from who accepted it and is not confirmed. */
export function cancelTeamInvitation(ctx: CredentialsContext, teamId: string, id: string): Promise<TeamOutcome> {
  return manageTeam(ctx, teamId, async ({ em }) => {
    await takeInvitation(em, teamId, id);
    return { act: 'cancelTeamInvitation', detail: { invitation: id } };
  });
}

/** Lets who accepted an invitation into the team, by who looked at who they are. */
export function confirmTeamMember(ctx: CredentialsContext, teamId: string, id: string): Promise<TeamOutcome> {
  return manageTeam(ctx, teamId, async ({ em, person, now }) => {
    const taken = await takeInvitation(em, teamId, id);
    if (taken.person_id === null) return refuse('NOT_ALLOWED', 'Ninguém aceitou este convite ainda.');
    const { person_id: personId, role } = taken;
    const email = await sealText(em, 'team_member.email', personId, openText(em, taken.person_email));
    await em.execute(
      `insert into team_member (team_id, person_id, role, name, email, since, invited_by) values (?, ?, ?, ?, ?, ?, ?)`,
      [teamId, personId, role, taken.name, email, now, person.name],
    );
    announceMember(em, { teamId, personId, act: 'JOIN_TEAM' }, now);
    return { act: 'confirmTeamMember', detail: { personId, role } };
  });
}

interface Taken {
  person_id: string | null;
  role: TeamRole;
  name: string;
  person_email: SealedText;
}

async function takeInvitation(em: EntityManager, teamId: string, id: string): Promise<Taken> {
  const [taken] = await em.execute<Taken[]>(
    `delete from team_invitation where team_id = ? and id = ?
     returning person_id, role, name, ${sealedText('team_invitation.person_email')} as person_email`,
    [teamId, isId(id) ? id : null],
  );
  return taken ?? refuseUnknown();
}

function refuseUnknown(): never {
  return refuse('NOT_FOUND', 'Este convite não existe mais.', ['invitationId']);
}

/** What who accepts is told. */
export interface Acceptance {
  /** Of the establishment. */
  teamName: string | null;
  problems: readonly Problem[];
}

/** Accepts the invitation that a link holds the secret of: from then on who sent it sees who accepted, and decides. */
export async function acceptTeamInvitation(ctx: CredentialsContext, secret: string): Promise<Acceptance> {
  const person = requirePerson(ctx.caller);
  const { id: personId, name, email, assuranceLevel } = person;
  const now = ctx.now();
  try {
    const { id } = await ctx.em.fork().transactional((em) =>
      once(em, ctx, async () => {
        const [named] = await em.execute<{ team_id: string }[]>(
          'select team_id from team_invitation where secret_hash = ?',
          [hashOfLink(secret)],
        );
        // The team first, as whoever manages it does: who opens two of its links at once accepts one.
        if (named) await em.execute('select 1 from team where id = ? for update', [named.team_id]);
        const [found] = await em.execute<{ id: string; team_id: string; person_id: string | null; over: boolean }[]>(
          `select id, team_id, person_id, expires_at <= ? as over from team_invitation where secret_hash = ? for update`,
          [now, hashOfLink(secret)],
        );
        if (!found || (found.person_id !== null && found.person_id !== personId)) return refuseLink();
        const { team_id: teamId } = found;
        if (found.person_id === personId) return { id: teamId };
        if (found.over) return refuse('EXPIRED', 'Este convite venceu. Peça a quem convidou que o envie de novo.');
        await refuseKnown(em, teamId, personId);
        await em.execute(
          `update team_invitation set person_id = ?, name = ?, person_email = ?, assurance_level = ?, accepted_at = ?
           where id = ?`,
          [
            personId,
            name,
            await sealText(em, 'team_invitation.person_email', personId, email),
            assuranceLevel,
            now,
            found.id,
          ],
        );
        audit(em, { at: now, actorId: personId, act: 'acceptTeamInvitation', subject: 'TEAM', subjectId: teamId });
        return { id: teamId };
      }),
    );
    const [team] = await ctx.em.fork().execute<{ name: string }[]>('select name from team where id = ?', [id]);
    return { teamName: team?.name ?? null, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { teamName: null, problems: error.problems };
  }
}

async function refuseKnown(em: EntityManager, teamId: string, personId: string): Promise<void> {
  const [row] = await em.execute<{ member: boolean; accepted: boolean }[]>(
    `select exists (select 1 from team_member where team_id = ? and person_id = ?) as member,
       exists (select 1 from team_invitation where team_id = ? and person_id = ?) as accepted`,
    [teamId, personId, teamId, personId],
  );
  if (row?.member) refuse('DUPLICATE', 'Você já está nesta equipe.');
  if (row?.accepted) refuse('DUPLICATE', 'Você já aceitou outro convite desta equipe. Falta um gestor confirmar.');
}

function refuseLink(): never {
  return refuse('NOT_FOUND', 'Este convite não existe, foi cancelado ou já foi usado. Peça outro a quem convidou.');
}

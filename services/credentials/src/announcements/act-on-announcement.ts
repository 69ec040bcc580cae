import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  formatDateTime,
  LIMITS,
  PortalPart,
  parseAnnouncementText,
  parseMaintenanceEnd,
  parseMaintenanceStart,
  whenOf,
} from '@portal/domain';
import { isId, type Person, type Problem, problem, refuse, refuseIfAny } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { GIVES_ID, type Outcome, perform } from '../idempotency/perform.ts';
import {
  type AnnouncementBody,
  type AnnouncementRow,
  deleteAnnouncement,
  readAnnouncement,
  readUnended,
  writeAnnouncement,
} from './announcement-rows.ts';

/** Which announcement an act is about, and which version of it the person saw. */
export interface AnnouncementTarget {
  id: string;
  version: number;
}

/** Announces a maintenance, or changes one: what has begun keeps its beginning and its parts. */
export function saveAnnouncement(
  ctx: CredentialsContext,
  target: AnnouncementTarget | null,
  given: AnnouncementBody,
): Promise<Outcome<string>> {
  return act(ctx, async (em, person, now) => {
    const before = target && (await unended(em, target, now));
    const body = checked(given, before, now);
    if (!before && (await readUnended(em, now)).length >= LIMITS.announcements.max) {
      return refuse('NOT_ALLOWED', `Há lugar para ${LIMITS.announcements.max} manutenções que ainda não terminaram.`);
    }
    const announcementId = before?.announcementId ?? randomUUIDv7();
    await writeAnnouncement(em, { ...body, announcementId, version: (before?.version ?? 0) + 1 });
    note(em, person, now, 'saveAnnouncement', announcementId, body);
    return announcementId;
  });
}

/** Takes back what has not begun, and lets what has end now. */
export function endAnnouncement(ctx: CredentialsContext, target: AnnouncementTarget): Promise<Outcome<string>> {
  return act(ctx, async (em, person, now) => {
    const before = await unended(em, target, now);
    const { announcementId, startsAt, version } = before;
    if (startsAt < now) await writeAnnouncement(em, { ...before, endsAt: now, version: version + 1 });
    else await deleteAnnouncement(em, announcementId);
    note(em, person, now, 'endAnnouncement', announcementId, before);
    return announcementId;
  });
}

/** One after the other, so that there are never more than there is room for. */
function act(
  ctx: CredentialsContext,
  done: (em: EntityManager, person: Person, now: Date) => Promise<string>,
): Promise<Outcome<string>> {
  return perform(ctx, GIVES_ID, async (em, person) => {
    await em.execute(`select pg_advisory_xact_lock(hashtextextended('announcements', 0))`);
    return done(em, person, ctx.now());
  });
}

async function unended(em: EntityManager, { id, version }: AnnouncementTarget, now: Date): Promise<AnnouncementRow> {
  const found = isId(id) ? await readAnnouncement(em, id) : undefined;
  if (!found) return refuse('NOT_FOUND', 'Não encontramos esta manutenção. Ela pode ter sido retirada.', ['id']);
  if (found.version !== version) {
    return refuse('STALE_VERSION', 'Outra pessoa mudou isto enquanto você trabalhava. Veja como está agora.', [
      'version',
    ]);
  }
  if (whenOf(found, now) === 'OVER') return refuse('NOT_ALLOWED', 'Esta manutenção terminou e fica como foi.');
  return found;
}

/** What is excused by it is decided before it begins: nobody widens it afterwards. */
function checked(given: AnnouncementBody, before: AnnouncementRow | null, now: Date): AnnouncementBody {
  const begun = before && whenOf(before, now) === 'ON' ? before : undefined;
  const { startsAt, endsAt } = given;
  const parts = Object.values(PortalPart).filter((part) => given.parts.includes(part));
  const text = parseAnnouncementText(given.text);
  const problems: Problem[] = [];
  const wrong = (message: string, path: string) => problems.push(problem('INVALID', message, [path]));
  if (begun) {
    if (startsAt.getTime() !== begun.startsAt.getTime()) {
      wrong(`A manutenção começou em ${formatDateTime(begun.startsAt)}, e isso não muda mais.`, 'startsAt');
    }
    if (String(parts) !== String(begun.parts)) wrong('A manutenção começou, e as partes não mudam mais.', 'parts');
  } else {
    const start = parseMaintenanceStart(startsAt, now);
    if (!start.ok) wrong(start.message, 'startsAt');
    if (parts.length === 0) wrong('Escolha pelo menos uma parte.', 'parts');
  }
  const end = parseMaintenanceEnd({ startsAt, endsAt }, now);
  if (!end.ok) wrong(end.message, 'endsAt');
  if (!text.ok) wrong(text.message, 'text');
  refuseIfAny(problems);
  return { startsAt, endsAt, parts, text: text.ok ? text.value : '' };
}

function note(
  em: EntityManager,
  { id: actorId }: Person,
  at: Date,
  act: string,
  subjectId: string,
  { startsAt, endsAt, parts }: AnnouncementBody,
): void {
  audit(em, { at, actorId, act, subject: 'CONTENT', subjectId, detail: { startsAt, endsAt, parts } });
}

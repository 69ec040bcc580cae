import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import {
  type ChainState,
  GONE,
  type KeptLink,
  LINKS_OF_PAGE,
  linksAfter,
  toLine,
  UNLINKED,
  WAITING,
} from '@portal/audit-chain';
import { rolesMay } from '@portal/domain';
import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { DatabaseBusy } from '../database/refused-wait.ts';
import type { Person } from '../identity/caller.ts';
import { InvalidToken, type TokenVerifier } from '../identity/internal-token.ts';
import { type ProblemDetails, problemJson } from '../process.ts';
import { bearerToken } from '../serving/bearer.ts';
import { readLog, readPlace } from './audit-log.ts';
import { noteLogReading } from './note-log-reading.ts';

/** What showing a service's audit log takes. */
export interface AuditLogParts {
  orm: MikroORM;
  now: () => Date;
  /** The id of what people know by another name, such as a protocol; undefined where nothing is called so. */
  idOf?: (em: EntityManager, name: string) => Promise<string | undefined>;
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const MOST_ACTORS = 50;

const question = z.strictObject({
  month: z.string().regex(MONTH).optional(),
  act: z.string().max(60).optional(),
  subject: z.string().max(20).optional(),
  about: z.string().trim().max(60).optional(),
  actors: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(MOST_ACTORS))
    .optional(),
  before: z
    .string()
    .transform(readPlace)
    .pipe(z.tuple([z.string(), z.string()]))
    .optional(),
});

/**
 * The audit log for who may audit, by the gateway, in their name; each reading is a record of its own.
 * `GET /internal/audit-log/records.json?month=2026-11&act=…&subject=…&about=…&actors=…&before=…`: a page, the newest first.
 * `GET /internal/audit-log/chain.jsonl?after=0`: the chain from there on, a link with its record a line; none after the last.
 * `GET /internal/audit-log/state.json`: how long it is, what stands beside it, and the months in which it was signed.
 */
export function auditLogRoutes(parts: AuditLogParts, verifyToken: TokenVerifier): (app: Express) => void {
  const forAuditor = onlyAuditors(parts, verifyToken);
  return (app) => {
    app.get('/internal/audit-log/records.json', forAuditor(sendRecords));
    app.get('/internal/audit-log/chain.jsonl', forAuditor(sendLinks));
    app.get('/internal/audit-log/state.json', forAuditor(sendState));
  };
}

interface Asking extends AuditLogParts {
  em: EntityManager;
  auditor: Person;
}

type Sending = (asking: Asking, req: Request, res: Response) => Promise<unknown>;

function onlyAuditors(parts: AuditLogParts, verifyToken: TokenVerifier): (send: Sending) => RequestHandler {
  return (send) => async (req, res) => {
    const caller = await verifyToken(bearerToken(req)).catch((error: unknown) => {
      if (error instanceof InvalidToken) return undefined;
      throw error;
    });
    if (caller?.kind !== 'person') return problemJson(res, NOBODY);
    if (!rolesMay(caller.roles, 'READ_ADMINISTRATION')) return problemJson(res, FORBIDDEN);
    res.set('cache-control', 'no-store');
    await send({ ...parts, em: parts.orm.em.fork(), auditor: caller }, req, res);
  };
}

async function sendRecords({ em, auditor, now, idOf }: Asking, req: Request, res: Response) {
  const { data } = question.safeParse(req.query);
  if (!data) return problemJson(res, UNREADABLE);
  const { month, act, subject, about, actors, before } = data;
  // Without one of them every record would be gone through.
  if (!month && !about && !actors) return problemJson(res, TOO_WIDE);
  const isId = about !== undefined && z.uuid().safeParse(about).success;
  const subjectId = about && !isId ? await idOf?.(em, about) : about?.toLowerCase();
  if (about && !subjectId) return res.json({ records: [], next: null });
  const asked = { month, act, subject, subjectId, actors };
  await noteLogReading(em, { readerId: auditor.id, act: 'readAuditLog', detail: asked, at: now() });
  return res.json(await readLog(em, asked, before));
}

type LinkRow = Pick<KeptLink, 'digest' | 'link'> & {
  place: string;
  record_id: string;
  id: string | null;
  at: Date | string;
  actor_id: string | null;
  act: string;
  subject: string;
  subject_id: string;
  trace_id: string;
  detail: Record<string, unknown>;
};

async function sendLinks({ em, auditor, now }: Asking, req: Request, res: Response) {
  const { data: after } = z
    .string()
    .regex(/^-?\d{1,18}$/)
    .safeParse(req.query.after);
  if (after === undefined) return problemJson(res, UNREADABLE);
  await noteLogReading(em, { readerId: auditor.id, act: 'readAuditChain', detail: {}, at: now() });
  const rows = await em.execute<LinkRow[]>(linksAfter('?'), [after]);
  return res.type('application/x-ndjson').send(rows.map((row) => toLine(linkOf(row))).join(''));
}

function linkOf({ place, record_id: recordId, digest, link, ...row }: LinkRow): KeptLink {
  const { id, at, actor_id: actorId, act, subject, subject_id: subjectId, trace_id: traceId, detail } = row;
  const record = id === null ? null : { id, at: new Date(at), actorId, act, subject, subjectId, traceId, detail };
  return { place: Number(place), recordId, digest, link, record };
}

async function sendState({ em, auditor, now }: Asking, _req: Request, res: Response) {
  await noteLogReading(em, { readerId: auditor.id, act: 'readAuditChain', detail: {}, at: now() });
  const idsOf = async (statement: string) => (await em.execute<{ id: string }[]>(statement)).map(({ id }) => id);
  const [last] = await em.execute<{ place: string }[]>('select place from audit_link order by place desc limit 1');
  const [due] = await em.execute<{ waiting: string }[]>(WAITING);
  const months = await em.execute<{ month: string }[]>(
    `select distinct to_char(at at time zone 'UTC', 'YYYY-MM') as month from audit_checkpoint order by 1`,
  );
  const state: ChainState = {
    last: Number(last?.place ?? 0),
    waiting: Number(due?.waiting ?? 0),
    gone: await idsOf(GONE),
    unlinked: await idsOf(UNLINKED).catch((error: unknown) => {
      if (error instanceof DatabaseBusy) return null;
      throw error;
    }),
    months: months.map(({ month }) => month),
    page: LINKS_OF_PAGE,
  };
  return res.json(state);
}

const NOBODY: ProblemDetails = {
  status: 401,
  code: 'UNAUTHENTICATED',
  title: 'Entrada necessária',
  detail: 'Entre com a sua conta gov.br para continuar.',
};
const FORBIDDEN: ProblemDetails = {
  status: 403,
  code: 'FORBIDDEN',
  title: 'Sem permissão',
  detail: 'O registro de atos é lido por quem audita ou administra o Portal.',
};
const UNREADABLE: ProblemDetails = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'Filtro que não pode ser lido',
  detail: 'O mês é escrito como 2026-11, pessoas por identificador, e uma página seguinte como a anterior a disse.',
};
const TOO_WIDE: ProblemDetails = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'Filtro largo demais',
  detail: 'Escolha um mês, ou diga de quem, ou sobre o que, são os registros.',
};

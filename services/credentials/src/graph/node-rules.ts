import { type Node, reachOf } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { readable } from '../credentials/act-on-credential.ts';
import { Evidence } from '../evidence/evidence.ts';
import { evidenceFor } from '../evidence/visibility.ts';
import { noticeOf } from '../notices/notice.ts';
import { noticeFor } from '../notices/notice-rows.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { systemOf } from '../requests/client-system.ts';
import { marksOf, reviewerIn } from '../requests/reviewers.ts';
import { contentFor, historyFor, mayRead, readsForMinistry } from '../requests/visibility.ts';
import { metTeam } from '../teams/met-team.ts';
import { readableAttempt, readableDelivery, readableWebhook } from '../webhooks/readable.ts';

// Who may read a thing by its id alone: who may read it where it stands, and as they would read it there.

/** In one statement: what is another's is to take as long as what is not there. */
const WITH_REQUEST = { populate: ['request'], strategy: 'joined' } as const;

type Find = (ctx: CredentialsContext, id: string) => Promise<Node | null>;

const ROWS = {
  async AccessRequest(ctx, id) {
    const request = await readableRequest(ctx, id);
    if (request) await ctx.accessLog.reads('ACCESS_REQUEST', request);
    return request;
  },
  async AccessRequestEvent(ctx, id) {
    const request = requestOf(await ctx.em.findOne(AccessRequestEvent, { id }, WITH_REQUEST), ctx);
    if (!request) return null;
    const history = historyFor(request, await ctx.loaders.history.load(request.id), ctx.caller);
    return history.find((event) => event.id === id) ?? null;
  },
  async Credential(ctx, id) {
    const credential = await readable(ctx, ctx.caller, id);
    if (credential) await ctx.accessLog.reads('CREDENTIAL', credential);
    return credential;
  },
  async Evidence(ctx, id) {
    const row = await ctx.em.findOne(Evidence, { id }, WITH_REQUEST);
    const request = requestOf(row, ctx);
    return row && request ? ((await evidenceFor(request, [row], ctx))[0] ?? null) : null;
  },
  async Notice({ caller, em }, id) {
    const reach = reachOf(caller, 'READ_REQUESTS');
    const row = caller.kind === 'person' ? await noticeFor(em, caller.id, reach, id) : null;
    return row && noticeOf(row);
  },
  Team: metTeam,
  Webhook: (ctx, id) => readBy(ctx, (personId) => readableWebhook(ctx.em, personId, id)),
  WebhookDelivery: (ctx, id) => readBy(ctx, (personId) => readableDelivery(ctx.em, personId, id)),
  WebhookAttempt: (ctx, id) => readBy(ctx, (personId) => readableAttempt(ctx.em, personId, id)),
} as const satisfies Record<string, Find>;

/** Types that have rows. */
export type RowType = keyof typeof ROWS;

/** The row, as the caller may read it. */
export function findRow(ctx: CredentialsContext, type: RowType, id: string): Promise<Node | null> {
  return ROWS[type](ctx, id);
}

type FindPart = (request: AccessRequest, ctx: CredentialsContext, part: string | undefined) => Promise<Node | null>;

const PARTS = {
  async ClientSystem(request, ctx) {
    return systemOf(request.id, request.systemId, (await contentFor(request, ctx)).system);
  },
  async Reviewer(request, ctx, personId) {
    const accepted = (await contentFor(request, ctx)).warnings.flatMap(({ acceptedBy }) => acceptedBy ?? []);
    // Who wrote an internal note stands there alone, for those who read it.
    const assessments = readsForMinistry(request, ctx.caller) ? await ctx.loaders.assessments.load(request.id) : [];
    const assessors = assessments.map(({ reviewerId: id, reviewerName: name }) => ({ id, name }));
    const mark = [...marksOf(request), ...accepted, ...assessors].find(({ id }) => id === personId);
    return reviewerIn(request, mark ?? null);
  },
} as const satisfies Record<string, FindPart>;

/** Types of what is part of a request. */
export type PartType = keyof typeof PARTS;

/** A part of a request, for who may read the request. */
export async function findPart(ctx: CredentialsContext, type: PartType, of: readonly string[]): Promise<Node | null> {
  const [requestId = '', part] = of;
  const request = Object.hasOwn(PARTS, type) ? await readableRequest(ctx, requestId) : null;
  return request ? PARTS[type](request, ctx, part) : null;
}

async function readableRequest({ caller, loaders }: CredentialsContext, id: string): Promise<AccessRequest | null> {
  const request = await loaders.request.load(id);
  return request && mayRead(request, caller) ? request : null;
}

function requestOf(row: { request: AccessRequest } | null, { caller }: CredentialsContext): AccessRequest | null {
  return row && mayRead(row.request, caller) ? row.request : null;
}

async function readBy<Row>({ caller }: CredentialsContext, find: (personId: string) => Promise<Row | null>) {
  return caller.kind === 'person' ? find(caller.id) : null;
}

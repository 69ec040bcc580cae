import type { EntityManager } from '@mikro-orm/postgresql';
import { listLengthMessage } from '@portal/domain';
import {
  type Answered,
  ListSize,
  once,
  type Person,
  Problem,
  problem,
  Refused,
  RequiresScopes,
} from '@portal/service-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestPayload } from '../requests/access-request-payload.ts';
import { type Opened, openMany, orRefused } from '../requests/act-on-request.ts';
import { readAgain } from '../requests/read-again.ts';
import { mayRead } from '../requests/visibility.ts';

/** A request among several. */
@InputType({ description: 'A request, in the version that was read.' })
export class RequestVersionInput {
  @Field(() => ID, { description: 'The request.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a changed request is STALE_VERSION.' })
  version!: number;
}

/** What became of one of several requests. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What became of one of several requests: the others do not depend on it.' })
export class AccessRequestResult extends AccessRequestPayload {
  @Field(() => ID, { description: 'The request that was asked for.' })
  requestId!: string;
}

/** What an act on several requests answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What became of several requests, one by one.' })
export class AccessRequestsPayload {
  @ListSize(50)
  @Field(() => [AccessRequestResult], {
    description: 'In the order in which they were asked for; none where nothing was tried.',
  })
  results!: AccessRequestResult[];

  @ListSize(2)
  @Field(() => [Problem], { description: 'Why none of them was tried; empty otherwise.' })
  problems!: readonly Problem[];
}

/** What changes nothing of a request but where it stands and who has it. */
type ClaimAct = 'CLAIM' | 'RELEASE' | 'HAND_OVER';

/** How one act is done to many: what is looked up once for all, and what is then done to each. */
type ForEach<A extends ClaimAct> = (em: EntityManager, now: Date) => Promise<(opened: Opened<A>) => void>;

/** Does one act to several requests in one transaction, by as many statements as one takes; each is done, or tells why not. */
export async function moveMany<A extends ClaimAct>(
  ctx: CredentialsContext,
  person: Person,
  act: A,
  requests: readonly RequestVersionInput[],
  forEach: ForEach<A>,
): Promise<AccessRequestsPayload> {
  const wrong = listLengthMessage('requestsAtOnce', requests.length) ?? repeated(requests);
  if (wrong) return { results: [], problems: [problem('INVALID', wrong, ['requests'])] };
  try {
    const { id: told } = await ctx.em.fork().transactional((em) => once(em, ctx, () => moved(em)));
    return { results: await resultsOf(ctx, requests, JSON.parse(told)), problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { results: [], problems: error.problems };
  }

  /** What came of each is remembered as it was told. */
  async function moved(em: EntityManager): Promise<Answered> {
    const each = await forEach(em, ctx.now());
    const opened = await openMany(em, ctx, person, act, requests);
    const outcomes = opened.map((one) => (one instanceof Refused ? one : orRefused(() => done(each, one))));
    await saveClaims(
      em,
      outcomes.filter((one) => one instanceof AccessRequest),
    );
    return { id: JSON.stringify(outcomes.map((one) => (one instanceof Refused ? one.problems : []))) };
  }
}

function done<A extends ClaimAct>(each: (opened: Opened<A>) => void, opened: Opened<A>): AccessRequest {
  each(opened);
  return opened.request;
}

/** What these acts change of requests, which are locked, by one statement: the ORM would write one for each. */
async function saveClaims(em: EntityManager, requests: readonly AccessRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const rows = requests.map(({ id, state, version, updatedAt, reviewerId, reviewerName, previousReviewer }) => {
    return { id, state, version, updatedAt, reviewerId, reviewerName, previousReviewer };
  });
  await em.execute(
    `update access_request as r set state = now.state, version = now.version, updated_at = now."updatedAt",
       reviewer_id = now."reviewerId", reviewer_name = now."reviewerName", previous_reviewer = now."previousReviewer"
     from jsonb_to_recordset(?::jsonb) as now (id uuid, state text, version integer, "updatedAt" timestamptz,
       "reviewerId" uuid, "reviewerName" text, "previousReviewer" jsonb)
     where r.id = now.id`,
    [JSON.stringify(rows)],
  );
  for (const request of requests) em.merge(request, { refresh: true });
}

async function resultsOf(
  ctx: CredentialsContext,
  requests: readonly RequestVersionInput[],
  told: readonly (readonly Problem[])[],
): Promise<AccessRequestResult[]> {
  const unknown = (at: number) => told[at]?.some(({ code }) => code === 'NOT_FOUND') ?? false;
  const ids = requests.filter((_, at) => !unknown(at)).map(({ id }) => id);
  const now = new Map((await readAgain(ctx.em, ids)).map((request) => [request.id, request]));
  return requests.map(({ id: requestId }, at) => {
    const request = now.get(requestId);
    const accessRequest = request && mayRead(request, ctx.caller) ? request : null;
    return { requestId, accessRequest, problems: told[at] ?? [] };
  });
}

function repeated(requests: readonly RequestVersionInput[]): string | undefined {
  return new Set(requests.map(({ id }) => id)).size < requests.length ? 'Uma solicitação está repetida.' : undefined;
}

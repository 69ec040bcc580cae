import { MOST_COUNTED } from '@portal/domain';
import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  ListSize,
  may,
  type Person,
  pageOf,
  pageSize,
  RequiresScopes,
  reachOf,
  requirePermission,
} from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';
import { mayReadRun } from '../overrides/who-reviews-runs.ts';
import { type Asker, type AwaitingRow, awaitingCount, awaitingCredentials, awaitingPage } from './awaiting-rows.ts';
import { ConformanceAwaiting } from './conformance-awaiting.ts';

const ConformanceAwaitingConnection = connectionOf(ConformanceAwaiting);
const PLACE = z.tuple([z.literal('awaiting'), z.iso.datetime(), z.string()]);

/** What waits for who reviews, over all runs, for all who look at requests. */
@Resolver()
export class AwaitingResolver {
  @RequiresScopes('session')
  @ListSize('first')
  @Query(() => ConformanceAwaitingConnection, {
    nullable: true,
    description:
      "The Ministry's people: what waits for who reviews in all runs that are not of their teams, what waits longest first: outcomes that somebody else proposed, and doubts of integrators that nobody answered. Reviewers answer it. For anybody else the error FORBIDDEN.",
  })
  async conformanceAwaitingReview(
    @Ctx() ctx: HomologationContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' }) after:
      | string
      | null,
  ): Promise<Connection<ConformanceAwaiting>> {
    const { em, caller } = ctx;
    const person = requirePermission(caller, 'READ_REQUESTS');
    const size = pageSize(first);
    const place = after == null ? null : decodeCursor(after, PLACE);
    const asker = await askerFor(ctx, person);
    const rows = await awaitingPage(em, asker, { limit: size + 1, after: place && [place[1], place[2]] });
    const { edges, ...page } = pageOf({
      rows,
      size,
      after,
      cursorOf: ({ since, key }) => encodeCursor(['awaiting', new Date(since).toISOString(), key]),
      countAll: () => awaitingCount(em, asker, MOST_COUNTED + 1),
    });
    const told = await Promise.all(
      edges.map(async ({ cursor, node }) => ({ cursor, node: await awaitingOf(ctx, node) })),
    );
    return { ...page, edges: told.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : [])) };
  }
}

async function askerFor({ em, loaders }: HomologationContext, person: Person): Promise<Asker> {
  const own = (await loaders.ofMember(person.id)).map(({ credentialId }) => credentialId);
  const asker = { personId: person.id, own };
  // Who may answer is shown what they may answer, whatever else they look at.
  const reach = reachOf(person, may(person, 'REVIEW_RUNS') ? 'REVIEW_RUNS' : 'READ_REQUESTS');
  if (reach === null) return { ...asker, among: null };
  const credentials = await loaders.credential.loadMany(await awaitingCredentials(em, asker));
  const among = credentials.flatMap((one) =>
    one !== null && !(one instanceof Error) && reach.includes(one.portfolio) ? [one.credentialId] : [],
  );
  return { ...asker, among };
}

/** Null where its run is not theirs to read, or a newer version of its suite asks that no more. */
async function awaitingOf(ctx: HomologationContext, row: AwaitingRow): Promise<ConformanceAwaiting | null> {
  const run = await ctx.loaders.run.load(row.run_id);
  if (!run || !(await mayReadRun(ctx, run))) return null;
  const { requirements } = await ctx.loaders.suite.load(run.suiteHash);
  const asked = requirements.find(({ id }) => id === row.requirement_id);
  if (!asked) return null;
  const { kind, requirement_id: requirement, since, words, key } = row;
  return { kind, run, requirement, title: asked.title, since: new Date(since), words, key };
}

/** Whose a run is, for who meets it without its credential. */
@Resolver(() => ConformanceRun)
export class RunSystemResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the system that its credential is of; null of a credential that there is not any more.',
  })
  async systemName(
    @Root() { credentialId }: ConformanceRun,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<string | null> {
    return (await loaders.credential.load(credentialId))?.systemName ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The credential's identificador do solicitante; null of a credential that there is not any more.",
  })
  async requesterIdentifier(
    @Root() { credentialId }: ConformanceRun,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<string | null> {
    return (await loaders.credential.load(credentialId))?.requesterIdentifier ?? null;
  }
}

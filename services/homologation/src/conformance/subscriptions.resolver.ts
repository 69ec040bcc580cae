import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, isId, notFound, RequiresScopes, requirePersonOrClient } from '@portal/service-kit';
import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { roleOn } from '../accreditation/team.ts';
import { HomologationCall } from '../calls/homologation-call.ts';
import type { HomologationContext } from '../context.ts';
import { isUnderReviewBy } from '../overrides/who-reviews-runs.ts';
import { ConformanceRunChange } from './conformance-change.ts';
import { followCredential, orThrowTooSlow, type Told } from './follow.ts';

interface Subscribing {
  context: HomologationContext;
  args: { credentialId: string };
}

interface Change {
  runId: string;
  callId: string | null;
}

const OF_RUNS =
  'A credential for homologation of your own, or, for those of the Ministry, one that production was asked for with; any other is the error NOT_FOUND.';
const OF_CREDENTIAL = 'A credential for homologation of your own; one that is not yours is the error NOT_FOUND.';

/** What happens to a system in test, as it happens. */
@Resolver()
export class ConformanceSubscriptions {
  @RequiresScopes('credentials:read')
  @Subscription(() => ConformanceRunChange, {
    description:
      "Each call that moves a run of a credential or comes near a step of it, each declaration, what reviewers find in the judge's place, and each message about a requirement. Reviewers are told without the calls. Of more than 240 calls at once the last are told. There is no cursor: first of all each run that calls move is told as it is, without a call.",
    subscribe: async ({ context, args: { credentialId } }: Subscribing) => {
      await requireReadable(context, credentialId);
      return followCredential<Change>(context.runFollowers, credentialId, {
        itemsOf: ({ changes }) => changes,
        standing: () => currentRuns(context.em.fork(), credentialId),
      });
    },
  })
  async conformanceRunChanged(
    @Root() told: Told<Change>,
    @Arg('credentialId', () => ID, { description: OF_RUNS }) credentialId: string,
    @Ctx() context: HomologationContext,
  ): Promise<ConformanceRunChange> {
    const { runId, callId } = orThrowTooSlow(told);
    const trusted = standingOf(context.caller, credentialId, await context.loaders.trusted(credentialId));
    // Production may have been asked for since: of that nothing is heard.
    const { own, readable } = trusted.readable ? trusted : await askedFor(context, credentialId);
    if (!readable) throw notFound();
    const run = await context.loaders.run.load(runId);
    if (!run) throw new Error('what changed is a run that is not there');
    // Reviewers read the calls that a run stands on, and not each that came near.
    return { run, call: own && callId !== null ? await context.loaders.call.load(callId) : null };
  }

  @RequiresScopes('credentials:read')
  @Subscription(() => HomologationCall, {
    description:
      'Each call made with certificates of a credential, once its runs have seen it. Of more than 240 at once the last are told. There is no cursor: the last call of before is told first.',
    subscribe: async ({ context, args: { credentialId } }: Subscribing) => {
      await requireOwn(context, credentialId);
      return followCredential<string>(context.runFollowers, credentialId, {
        itemsOf: ({ calls }) => calls,
        standing: () => lastCall(context.em.fork(), credentialId),
      });
    },
  })
  async homologationCallMade(
    @Root() told: Told<string>,
    @Arg('credentialId', () => ID, { description: OF_CREDENTIAL }) credentialId: string,
    @Ctx() { caller, loaders }: HomologationContext,
  ): Promise<HomologationCall> {
    // Who left the team meanwhile is told no more.
    if (!standingOf(caller, credentialId, await loaders.trusted(credentialId)).own) throw notFound();
    const call = await loaders.call.load(orThrowTooSlow(told));
    if (!call) throw new Error('what was made is a call that is not there');
    return call;
  }
}

/** Its team, or the system itself. */
async function requireOwn(ctx: HomologationContext, credentialId: string): Promise<void> {
  if (!(await askedFor(ctx, credentialId)).own) throw notFound();
}

/** Those, and who looks at its runs. */
async function requireReadable(ctx: HomologationContext, credentialId: string): Promise<void> {
  if (!(await askedFor(ctx, credentialId)).readable) throw notFound();
}

async function askedFor({ caller, loaders }: HomologationContext, credentialId: string): Promise<Standing> {
  requirePersonOrClient(caller);
  return standingOf(caller, credentialId, isId(credentialId) ? await loaders.credential.load(credentialId) : null);
}

/** How somebody stands to a credential. */
interface Standing {
  own: boolean;
  readable: boolean;
}

function standingOf(caller: Caller, credentialId: string, credential: Accreditation | null | undefined): Standing {
  const isOwn = caller.kind === 'client' ? caller.credentialId === credentialId : roleOn(credential, caller) !== null;
  const own = !!credential && isOwn;
  return { own, readable: own || isUnderReviewBy(credential, caller) };
}

async function currentRuns(em: EntityManager, credentialId: string): Promise<Change[]> {
  const rows = await em.execute<{ id: string }[]>(
    'select id from conformance_run where credential_id = ? and replaced_by is null order by id',
    [credentialId],
  );
  return rows.map(({ id }) => ({ runId: id, callId: null }));
}

async function lastCall(em: EntityManager, credentialId: string): Promise<string[]> {
  const rows = await em.execute<{ call_id: string }[]>(
    'select call_id from call_of_credential where credential_id = ? order by call_id desc limit 1',
    [credentialId],
  );
  return rows.map(({ call_id }) => call_id);
}

import { asNode, isId, may, NODE_DESCRIPTION, Node, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { roleAt } from './accreditation/team.ts';
import { findCall } from './calls/list.ts';
import { credentialsThatSaw } from './conformance/seen-calls.ts';
import type { HomologationContext } from './context.ts';
import { findFault } from './faults/faults.ts';
import { mayReadRun, readsAsReviewer } from './overrides/who-reviews-runs.ts';
import { TrialCertificate } from './trial-certificates/trial-certificate.ts';

/** Anything of this subgraph by its id, for who may read it where it stands. */
@Resolver()
export class NodeResolver {
  @Directive('@shareable')
  @RequiresScopes('anyone')
  @Query(() => Node, { nullable: true, description: NODE_DESCRIPTION })
  async node(
    @Arg('id', () => ID, { description: 'The id, as it was read.' }) id: string,
    @Ctx() ctx: HomologationContext,
  ): Promise<Node | null> {
    if (!isId(id) || (ctx.caller.kind !== 'person' && ctx.caller.kind !== 'client')) return null;
    return (
      (await trialCertificate(ctx, id)) ??
      (await call(ctx, id)) ??
      (await fault(ctx, id)) ??
      (await run(ctx, id)) ??
      (await report(ctx, id)) ??
      null
    );
  }
}

async function trialCertificate(ctx: HomologationContext, id: string): Promise<Node | null> {
  const found = await ctx.em.findOne(TrialCertificate, { id });
  return found && (await ownsOne(ctx, [found.credentialId])) ? asNode('TrialCertificate', found) : null;
}

async function call(ctx: HomologationContext, id: string): Promise<Node | null> {
  const found = await findCall(ctx.em, id);
  if (!found) return null;
  const mayRead = (await ownsOne(ctx, found.credentialIds)) || (await readAsReviewer(ctx, id));
  return mayRead ? asNode('HomologationCall', found.call) : null;
}

/** Reviewers read the calls that the runs stand on that they look at. */
async function readAsReviewer(ctx: HomologationContext, callId: string): Promise<boolean> {
  if (!may(ctx.caller, 'READ_REQUESTS')) return false;
  const saw = await credentialsThatSaw(ctx.em, callId);
  return (await Promise.all(saw.map((one) => readsAsReviewer(ctx, one)))).includes(true);
}

async function fault(ctx: HomologationContext, id: string): Promise<Node | null> {
  const found = await findFault(ctx.em, id);
  return found && (await ownsOne(ctx, [found.credentialId])) ? asNode('ArmedFault', found) : null;
}

async function run(ctx: HomologationContext, id: string): Promise<Node | null> {
  const found = await ctx.loaders.run.load(id);
  return found && (await mayReadRun(ctx, found)) ? asNode('ConformanceRun', found) : null;
}

async function report(ctx: HomologationContext, id: string): Promise<Node | null> {
  const found = await ctx.loaders.report.load(id);
  return found && (await mayReadRun(ctx, found)) ? asNode('ConformanceReport', found) : null;
}

/** Whether one of these credentials is of the caller's team, or the one that a system calls by. */
async function ownsOne(ctx: HomologationContext, credentialIds: readonly string[]): Promise<boolean> {
  const { caller } = ctx;
  if (caller.kind === 'client') return credentialIds.includes(caller.credentialId);
  const roles = await Promise.all(credentialIds.map((id) => roleAt(ctx, id)));
  return roles.some((role) => role !== null);
}

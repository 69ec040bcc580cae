import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { loadersFor } from '../requests/read-again.ts';
import { readsForMinistry } from '../requests/visibility.ts';
import { RuleDecision } from './rule-decision.ts';

/** What the rule made of a request, for whoever reads the request. */
@Resolver(() => AccessRequest)
export class RequestRuleResolver {
  @FieldResolver(() => RuleDecision, {
    nullable: true,
    description:
      "What the portfolio's rule made of the last submission; null where people alone approve, and before it was submitted.",
  })
  async ruleDecision(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<RuleDecision | null> {
    const decision = await loadersFor(request, ctx).ruleDecision.load(request.id);
    // By what it was drawn is for those who answer for the draw.
    return decision && (readsForMinistry(request, ctx.caller) ? decision : withoutLot(decision));
  }
}

/** Not the row itself, which belongs to the operation's identity map and would be written back. */
function withoutLot({
  request,
  submission,
  at,
  outcome,
  obstacles,
  reports,
  drawnPercent,
}: RuleDecision): RuleDecision {
  return { request, submission, at, outcome, obstacles, reports, drawnPercent, lot: null, lotKey: null };
}

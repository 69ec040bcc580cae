import { badUserInput, Cost, may, RequiresScopes, reachOf, requirePermission } from '@portal/service-kit';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { ReviewPanel } from './panel.ts';
import { readPanel } from './read-panel.ts';

/** The most that is looked at together: a year, and what is left of its last week. */
const MOST_DAYS = 372;
const DAY_MS = 86_400_000;

/** How the Ministry does. */
@Resolver()
export class PanelResolver {
  @RequiresScopes('session')
  @Cost(50)
  @Query(() => ReviewPanel, {
    nullable: true,
    description: `The Ministry's people: how the analysis goes, of who is bound to portfolios in those alone, over ${MOST_DAYS} days at most.`,
  })
  reviewPanel(
    @Arg('since', () => Date, { description: 'From when on.' }) since: Date,
    @Arg('until', () => Date, { description: 'Before when.' }) until: Date,
    @Ctx() { caller, em, now }: CredentialsContext,
  ): Promise<ReviewPanel> {
    const person = requirePermission(caller, 'READ_PANEL');
    const days = (until.getTime() - since.getTime()) / DAY_MS;
    // Not a number is neither.
    if (!(days > 0 && days <= MOST_DAYS)) {
      throw badUserInput(`since deve vir antes de until, e entre os dois cabem até ${MOST_DAYS} dias.`);
    }
    const portfolios = reachOf(person, 'READ_PANEL');
    return readPanel(em, { since, until, portfolios }, now(), may(person, 'READ_LOAD'));
  }
}

import { asNode, isId, NODE_DESCRIPTION, Node, RequiresScopes, requirePersonOrClient } from '@portal/service-kit';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { readPartId } from './ids.ts';
import { findPart, findRow, type PartType, type RowType } from './node-rules.ts';

/** Each type's rows, by the table that they are in. */
const TABLES: Readonly<Record<string, RowType>> = {
  access_request: 'AccessRequest',
  access_request_event: 'AccessRequestEvent',
  credential: 'Credential',
  evidence: 'Evidence',
  notice: 'Notice',
  team: 'Team',
  webhook: 'Webhook',
  webhook_delivery: 'WebhookDelivery',
  webhook_attempt: 'WebhookAttempt',
};

const WHERE_IT_IS = Object.keys(TABLES)
  .map((table) => `select '${table}' as "table" from ${table} where id = ?`)
  .join(' union all ');

/** Anything of this subgraph by its id, for who may read it where it stands. */
@Resolver()
export class NodeResolver {
  @Directive('@shareable')
  @RequiresScopes('anyone')
  @Query(() => Node, { nullable: true, description: NODE_DESCRIPTION })
  async node(
    @Arg('id', () => ID, { description: 'The id, as it was read.' }) id: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Node | null> {
    const caller = requirePersonOrClient(ctx.caller);
    // The person themselves: gateway and credentials know them by one id, and this subgraph keeps no row of them.
    if (caller.kind === 'person' && caller.id === id) return asNode('Viewer', { ...caller });
    const part = readPartId(id);
    if (part) return asNode<Node>(part.type, await findPart(ctx, part.type as PartType, part.of));
    if (!isId(id)) return null;
    // What is nowhere is looked for once more, as what is another's is: it takes as long.
    const type = (await typeOf(ctx, id)) ?? 'AccessRequest';
    return asNode<Node>(type, await findRow(ctx, type, id));
  }
}

async function typeOf({ em }: CredentialsContext, id: string): Promise<RowType | undefined> {
  const asked = Object.keys(TABLES).map(() => id);
  const [found] = await em.execute<{ table: string }[]>(WHERE_IT_IS, asked);
  return found && TABLES[found.table];
}

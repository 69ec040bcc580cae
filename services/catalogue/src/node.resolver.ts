import { asNode, NODE_DESCRIPTION, Node, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { CatalogueContext } from './context.ts';

/** The catalogue's things by their ids; what was retired is still found by those who hold on to it. */
@Resolver()
export class NodeResolver {
  @Directive('@shareable')
  @RequiresScopes('anyone')
  @Query(() => Node, { nullable: true, description: NODE_DESCRIPTION })
  node(
    @Arg('id', () => ID, { description: 'The id, as it was read.' }) id: string,
    @Ctx() { catalogue }: CatalogueContext,
  ): Node | null {
    const found = catalogue.nodeById.get(id);
    return found ? (asNode(found.type, found.value) as Node) : null;
  }
}

import { asNode, isId, NODE_DESCRIPTION, Node, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { HomologationContext } from './context.ts';
import { TrialCertificate } from './trial-certificates/trial-certificate.ts';

/** Anything of this subgraph by its id, for who may read it where it stands. */
@Resolver()
export class NodeResolver {
  @Directive('@shareable')
  @RequiresScopes('anyone')
  @Query(() => Node, { nullable: true, description: NODE_DESCRIPTION })
  async node(
    @Arg('id', () => ID, { description: 'The id, as it was read.' }) id: string,
    @Ctx() { caller, em }: HomologationContext,
  ): Promise<Node | null> {
    const found = isId(id) ? await em.findOne(TrialCertificate, { id }) : null;
    const own =
      (caller.kind === 'person' && caller.id === found?.issuedBy) ||
      (caller.kind === 'client' && caller.credentialId === found?.credentialId);
    return own ? asNode('TrialCertificate', found) : null;
  }
}

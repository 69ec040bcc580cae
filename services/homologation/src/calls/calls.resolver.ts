import { type Connection, connectionOf, ListSize } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import { HomologationAccess } from '../homologation-access/homologation-access.ts';
import { HomologationCall } from './homologation-call.ts';
import { listCalls } from './list.ts';

const HomologationCallConnection = connectionOf(HomologationCall);

/** The traffic of a system in test. */
@Resolver(() => HomologationAccess)
export class CallsResolver {
  @ListSize('first')
  @FieldResolver(() => HomologationCallConnection, {
    description: 'Calls made with certificates of this credential, newest first; kept for 90 days.',
  })
  calls(
    @Root() { credential }: HomologationAccess,
    @Ctx() { em }: HomologationContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' }) after:
      | string
      | null,
    @Arg('refused', () => Boolean, {
      nullable: true,
      description: 'Only those that were refused or failed: status 400 and above.',
    })
    refused: boolean | null,
  ): Promise<Connection<HomologationCall>> {
    return listCalls(em, credential.credentialId, { first, after, refused });
  }
}

import { mentionedIn } from '@portal/domain';
import { ListSize, requirePermission } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { InternalNote, Mention } from './request-parts.ts';

/** Who is mentioned in an internal note, under the names of now. */
@Resolver(() => InternalNote)
export class InternalNoteResolver {
  @ListSize(2)
  @FieldResolver(() => [Mention], { description: 'Who is mentioned in `text`, each once.' })
  mentions(@Root() { text }: InternalNote, @Ctx() { caller, loaders }: CredentialsContext): Promise<Mention[]> {
    requirePermission(caller, 'READ_REQUESTS');
    return Promise.all(
      mentionedIn(text).map(async (personId) => ({ personId, name: await loaders.reviewerName.load(personId) })),
    );
  }
}

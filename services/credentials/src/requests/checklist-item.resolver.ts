import { requirePermission } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { ChecklistItem, InternalNote, Reviewer } from './request-parts.ts';

/** What of a checklist asks for a role. */
@Resolver(() => ChecklistItem)
export class ChecklistItemResolver {
  @FieldResolver(() => InternalNote, {
    nullable: true,
    description: 'What a reviewer wrote for those of the Ministry: FORBIDDEN to everybody else, tokens included.',
  })
  internalNote(@Root() { written }: ChecklistItem, @Ctx() { caller }: CredentialsContext): InternalNote | null {
    requirePermission(caller, 'READ_REQUESTS');
    return written;
  }

  @FieldResolver(() => Reviewer, {
    nullable: true,
    description:
      "Who marked it, for those of the Ministry: FORBIDDEN to everybody else, null on the viewer's own request and while nothing was marked.",
  })
  assessedBy(@Root() { marked }: ChecklistItem, @Ctx() { caller }: CredentialsContext): Reviewer | null {
    requirePermission(caller, 'READ_REQUESTS');
    return marked?.by ?? null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When it was marked, for whom `assessedBy` is.',
  })
  assessedAt(@Root() { marked }: ChecklistItem, @Ctx() { caller }: CredentialsContext): Date | null {
    requirePermission(caller, 'READ_REQUESTS');
    return marked?.at ?? null;
  }
}

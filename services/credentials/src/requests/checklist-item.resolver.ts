import { requireRole } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { ChecklistItem, InternalNote } from './request-parts.ts';

/** What of a checklist asks for a role. */
@Resolver(() => ChecklistItem)
export class ChecklistItemResolver {
  @FieldResolver(() => InternalNote, {
    nullable: true,
    description: 'What a reviewer wrote for reviewers and ADMIN: FORBIDDEN to everybody else, tokens included.',
  })
  internalNote(@Root() { written }: ChecklistItem, @Ctx() { caller }: CredentialsContext): InternalNote | null {
    requireRole(caller, 'REVIEWER', 'ADMIN');
    return written;
  }
}

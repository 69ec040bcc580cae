import { IdempotencyKey, isId, ListSize, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { endAnnouncement, saveAnnouncement } from './act-on-announcement.ts';
import { Announcement, AnnouncementPayload, SaveAnnouncementInput } from './announcement.ts';
import { readAnnouncement, readLast } from './announcement-rows.ts';

const SHOWN = 50;

/** Announcements of maintenance: ADMIN makes them, MANAGER and AUDITOR read all; everybody else is told by the status page. */
@Resolver()
export class AnnouncementResolver {
  @RequiresScopes('session')
  @ListSize(10)
  @Query(() => [Announcement], {
    nullable: true,
    description: `MANAGER, AUDITOR or ADMIN: announcements, also those that are over; the last to begin first, at most ${SHOWN}.`,
  })
  async announcements(@Ctx() { caller, em }: CredentialsContext): Promise<Announcement[]> {
    requirePermission(caller, 'READ_CONTENT');
    return readLast(em, SHOWN);
  }

  @RequiresScopes('session')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'ADMIN: announces a maintenance, or changes one that is not over.',
  })
  async saveAnnouncement(
    @Arg('input', () => SaveAnnouncementInput, { description: 'What is announced.' })
    { announcementId, version, startsAt, endsAt, parts, text }: SaveAnnouncementInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AnnouncementPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    const target = announcementId == null ? null : { id: announcementId, version: version ?? 0 };
    return answer(ctx, saveAnnouncement(ctx, target, { startsAt, endsAt, parts, text }), target?.id);
  }

  @RequiresScopes('session')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'ADMIN: takes back a maintenance that has not begun, and lets one that has end now.',
  })
  async endAnnouncement(
    @Arg('announcementId', () => ID, { description: 'The announcement.' }) id: string,
    @Arg('version', () => Int, { description: 'Which version of it was seen.' }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AnnouncementPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, endAnnouncement(ctx, { id, version }), id);
  }
}

/** With the announcement as it is now, also where nothing was done: who saw an older version then sees this one. */
async function answer(
  ctx: CredentialsContext,
  acting: Promise<Outcome<string>>,
  of: string | undefined,
): Promise<AnnouncementPayload> {
  const { result, problems } = await acting;
  const id = result ?? of;
  return { announcement: (id !== undefined && isId(id) && (await readAnnouncement(ctx.em, id))) || null, problems };
}

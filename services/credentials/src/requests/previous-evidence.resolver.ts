import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { Evidence } from '../evidence/evidence.ts';
import { evidenceFor } from '../evidence/visibility.ts';
import { PreviousSubmission } from './previous-submission.ts';
import { loadersFor } from './read-again.ts';
import { historyFor } from './visibility.ts';

/** A file of the submission before the last. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'A file as the submission before the last had it, whatever became of it since.' })
export class PreviousEvidence {
  @Field(() => ID, { description: 'The `id` that the file had as evidence, as changedSinceLastSubmission names it.' })
  evidenceId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the file; null where nothing tells it any more.' })
  fileName!: string | null;

  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256!: string;

  @ListSize(3)
  @Field(() => [String], { description: 'Codes of the requirements that it was said to prove then.' })
  requirements!: string[];

  @Field(() => Evidence, {
    nullable: true,
    description: 'The file itself, where it is still there; null once removed.',
  })
  evidence!: Evidence | null;
}

/** The files of the submission before the last: those that are gone are called as the history calls them. */
@Resolver(() => PreviousSubmission)
export class PreviousEvidenceResolver {
  @ListSize(5)
  @FieldResolver(() => [PreviousEvidence], { description: 'Its evidence, oldest first.' })
  async evidence(
    @Root() { request, files }: PreviousSubmission,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PreviousEvidence[]> {
    const loaders = loadersFor(request, ctx);
    const [rows, events] = await Promise.all([loaders.evidence.load(request.id), loaders.history.load(request.id)]);
    const there = await evidenceFor(request, rows, ctx);
    const marks = historyFor(request, events, ctx.caller).flatMap(({ evidence }) => evidence ?? []);
    return files.map(({ id, sha256, requirements }) => {
      const evidence = there.find((row) => row.id === id) ?? null;
      const named = evidence ?? marks.findLast((mark) => mark.sha256 === sha256);
      return { evidenceId: id, fileName: named?.fileName ?? null, sha256, requirements, evidence };
    });
  }
}

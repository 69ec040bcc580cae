import { DOCUMENT_MAX_BYTES } from '@portal/domain';
import { DOCUMENT_KINDS } from '@portal/judge/document-kinds';
import { exampleDocument } from '@portal/judge/examples';
import { Cost, ListSize, operationSignal, RequiresScopes, unavailable } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import { DocumentKind } from './document-kind.ts';
import { DocumentValidation } from './document-validation.ts';
import { JudgeBusy } from './judge-failures.ts';
import { validate } from './validate.ts';

/** Documents judged, and what they are judged by. */
@Resolver(() => DocumentKind)
export class ValidationResolver {
  @RequiresScopes('anyone')
  @ListSize(10)
  @Query(() => [DocumentKind], {
    nullable: true,
    description: 'The kinds of documents that the RNDS takes, and what each is judged by.',
  })
  documentKinds(): readonly DocumentKind[] {
    return DOCUMENT_KINDS;
  }

  @RequiresScopes('anyone')
  @Cost(40)
  @Query(() => DocumentValidation, {
    nullable: true,
    description: `Judges a document for the RNDS, and says everything that is wrong with it and where. At most ${DOCUMENT_MAX_BYTES.toLocaleString('en')} bytes; sent as a variable, and by POST, it stands in no log. It is kept nowhere.`,
  })
  async validateDocument(
    @Arg('content', () => String, { description: 'The document as it would be sent: JSON or FHIR XML, in UTF-8.' })
    content: string,
    @Ctx() { judgeThreads, traceId }: HomologationContext,
  ): Promise<DocumentValidation> {
    try {
      return await validate(content, judgeThreads, operationSignal());
    } catch (error) {
      throw error instanceof JudgeBusy ? unavailable(traceId) : error;
    }
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A whole document of this kind that is right when it is sent today, as JSON; of nobody. Its identifier and its CNES are for its sender to replace. Null where the kind is not judged yet.',
  })
  example(@Root() { code }: DocumentKind, @Ctx() { now }: HomologationContext): string | null {
    const example = exampleDocument(code, now());
    return example ? JSON.stringify(example, undefined, 2) : null;
  }
}

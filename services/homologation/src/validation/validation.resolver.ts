import { DOCUMENT_KINDS } from '@portal/judge/document-kinds';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Query, Resolver } from 'type-graphql';
import { DocumentKind } from './document-kind.ts';

/** What documents are judged by. */
@Resolver()
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
}

import './enums.ts';
import { FindingKind, ValidationOutcome } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { DocumentKind } from './document-kind.ts';

/** What to do about a finding. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'What to do about a finding, made by itself on the document as it was sent: the finding is then gone.',
})
export class FindingCorrection {
  @Field(() => String, { description: 'What stands there, as it was sent; empty where something is missing.' })
  before!: string;

  @Field(() => String, { description: 'What should; empty where nothing should.' })
  after!: string;

  @Field(() => String, {
    description: 'The same as a JSON Patch (RFC 6902) of the document as JSON has it, however it was sent: JSON text.',
  })
  patch!: string;
}

/** One thing that is wrong with a document. */
@RequiresScopes('inherited')
@ObjectType({ description: 'One thing that is wrong with a document, and where.' })
export class ValidationFinding {
  @Field(() => FindingKind, { description: 'What kind of rule was broken.' })
  kind!: FindingKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The rule's key: of a rule of the RNDS its code, EHR-ERR923; of an invariant its name. Null for others.",
  })
  rule!: string | null;

  @Field(() => String, { description: 'Where, as FHIRPath: Bundle.entry[1].resource.lotNumber.' })
  expression!: string;

  @Field(() => Int, { description: 'The line of what was sent, from 1; of what is missing, where it is missing.' })
  line!: number;

  @Field(() => Int, { description: 'The letter of the line, from 1.' })
  column!: number;

  @Field(() => String, { description: 'What is wrong and what was expected, in Portuguese.' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What was expected, in few words of Portuguese; null where the message says all.',
  })
  expected!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Whose rule it is: the profile's canonical URL, the RNDS's list of errors with the code, or what the text should be.",
  })
  source!: string | null;

  @Field(() => FindingCorrection, {
    nullable: true,
    description: 'What to do about it; null where the document alone does not tell what was meant.',
  })
  correction!: FindingCorrection | null;

  @Field(() => String, {
    nullable: true,
    description: 'The profile whose rule it is; null for a rule that is of none.',
  })
  profile!: string | null;
}

/** What the judge says of a document. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What the judge says of a document. The document itself is kept nowhere.' })
export class DocumentValidation {
  @Field(() => ValidationOutcome, { description: 'Whether anything is to be mended.' })
  outcome!: ValidationOutcome;

  @Field(() => DocumentKind, {
    nullable: true,
    description:
      'Which kind of document it says it is, and what that is judged by; null where it is none that is known.',
  })
  documentKind!: DocumentKind | null;

  @ListSize(20)
  @Field(() => [ValidationFinding], {
    description: 'What is wrong, in the order in which it was found: the first 1,000.',
  })
  findings!: ValidationFinding[];

  @Field(() => Boolean, { description: 'Whether more is wrong than findings tell.' })
  hasMoreFindings!: boolean;
}

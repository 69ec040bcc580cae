import { AssuranceLevel, Verdict, WarningCode } from '@portal/domain';
import { ListSize, Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Requirement } from '../catalogue/entities.ts';
import { Evidence } from '../evidence/evidence.ts';

// The small types that an access request is shown with.

/** Who asked. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'Who asked: kept to know whom to answer, and who may do what.' })
export class Requester {
  @Field(() => String, { description: 'Name in the gov.br account, by which reviewers and colleagues know them.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'E-mail in the gov.br account, to reach them about this request.',
  })
  email!: string | null;

  @Field(() => AssuranceLevel, { description: 'Level of the gov.br account, at creation and at each submit.' })
  assuranceLevel!: AssuranceLevel;
}

/** Who reviews. */
@RequiresScopes('requests:read')
@ObjectType({
  implements: Node,
  description: 'Somebody who reviews a request for the Ministry, as that request names them.',
})
export class Reviewer {
  @Field(() => ID, { description: 'Opaque identifier of this person as a reviewer of this request.' })
  id!: string;

  @Field(() => ID, { description: 'The person, the same in every request: `id` of their Viewer.' })
  personId!: string;

  @Field(() => String, { description: 'Display name, as they last had it in this request.' })
  name!: string;
}

/** One approval. */
@RequiresScopes('requests:read')
@ObjectType({
  description: 'One approval of the present submission; where `needsSecondApproval` is true it takes two.',
})
export class Approval {
  @Field(() => Reviewer, { description: 'Who approved.' })
  reviewer!: Reviewer;

  @Field(() => Date, { description: 'When.' })
  at!: Date;
}

/** Gestor responsável. */
@RequiresScopes('requests:read')
@ObjectType({
  description:
    'The manager responsible. The CPF is whole for the owner and the reviewer who holds the request, masked (***.456.789-**) for everyone else.',
})
export class Manager {
  @Field(() => String, {
    nullable: true,
    description: 'Name and surname: who answers for the access at the establishment.',
  })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'CPF, in digits, or masked: tells the person from others of the name, and is held against an e-CPF.',
  })
  cpf!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail, to reach them about the access.' })
  email!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone with area code, in digits, to reach them about the access.',
  })
  phone!: string | null;
}

/** What a reviewer is to know. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'What a reviewer is to know about a request that is not wrong in itself.' })
export class Warning {
  @Field(() => WarningCode, { description: 'For programs.' })
  code!: WarningCode;

  @Field(() => [String], { nullable: true, description: 'Which field it is about.' })
  path!: string[] | null;

  @Field(() => String, { description: 'For people, in Portuguese.' })
  message!: string;

  @Field(() => Boolean, { description: 'Whether an approval must name it in acceptedWarnings.' })
  mustAccept!: boolean;

  @Field(() => Reviewer, { nullable: true, description: 'Who accepted it, by approving.' })
  acceptedBy!: Reviewer | null;

  @Field(() => Date, { nullable: true, description: 'When it was accepted.' })
  acceptedAt!: Date | null;
}

/** Somebody in a note. */
@RequiresScopes('session')
@ObjectType({ description: 'A colleague who is mentioned in an internal note.' })
export class Mention {
  @Field(() => ID, { description: 'The person: `id` of their Viewer.' })
  personId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Display name, as they last came to the queue; null of whom the Portal knows nothing any more.',
  })
  name!: string | null;
}

/** Nota interna. */
@RequiresScopes('session')
@ObjectType({
  description:
    "Nota interna: what a reviewer wrote for those of the Ministry alone. FORBIDDEN to everybody else; null on the viewer's own request.",
})
export class InternalNote {
  @Field(() => String, { description: 'As it was written; `@[ID]` where a colleague is mentioned.' })
  text!: string;

  @Field(() => Reviewer, { description: 'Who wrote it.' })
  author!: Reviewer;

  @Field(() => Date, { description: 'When.' })
  at!: Date;
}

/** One line of the checklist. */
@RequiresScopes('requests:read')
@ObjectType({
  description:
    'A requirement, what the integrator says proves it, and what the reviewer found. What was found is for those of the Ministry; its owner and its system read it once the request is decided or changes are asked for.',
})
export class ChecklistItem {
  @Field(() => Requirement, { description: 'What is to be proved.' })
  requirement!: Requirement;

  @Field(() => String, {
    nullable: true,
    description:
      'What is to be proved, in the words that it was submitted with, or that count now while it is being written; null of what was submitted before they were kept.',
  })
  description!: string | null;

  @ListSize(3)
  @Field(() => [Evidence], { description: 'What the integrator says proves it.' })
  evidence!: Evidence[];

  @Field(() => Verdict, {
    nullable: true,
    description: 'What the reviewer found; null while nothing was marked, and to the owner before the decision.',
  })
  verdict!: Verdict | null;

  @Field(() => String, {
    nullable: true,
    description: "The reviewer's note for the integrator, who reads it with the decision.",
  })
  note!: string | null;

  /** Shown by resolvers of their own, which ask who reads. */
  written!: InternalNote | null;
  marked!: { by: Reviewer; at: Date } | null;
}

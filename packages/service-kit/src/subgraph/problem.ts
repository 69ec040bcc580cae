import { PROBLEM_CODE_ENUM, ProblemCode } from '@portal/domain';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { RequiresScopes } from './field-directives.ts';

registerEnumType(ProblemCode, PROBLEM_CODE_ENUM);

/** Why a mutation changed nothing, in a way that a person can mend. The gateway's own mutations answer with it too. */
@Directive('@shareable')
@RequiresScopes('inherited')
@ObjectType({ description: 'Why a mutation changed nothing, in a way that a person can mend.' })
export class Problem {
  @Field(() => ProblemCode, { description: 'For programs.' })
  code!: ProblemCode;

  @Field(() => String, { description: 'For people, in Portuguese.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Which part of the input, list positions as text.' })
  path!: string[] | null;
}

/** Makes a Problem; without a path it is about the whole. */
export function problem(code: ProblemCode, message: string, path: readonly (string | number)[] | null = null): Problem {
  return Object.assign(new Problem(), { code, message, path: path?.map(String) ?? null });
}

/** Thrown inside an act: rolls its transaction back and becomes the payload's problems. */
export class Refused extends Error {
  readonly problems: readonly Problem[];
  /** Shown in the payload in the place of what the act was about: the open request that makes a new one a duplicate. */
  readonly shownId: string | null;

  constructor(problems: readonly Problem[], shownId: string | null = null) {
    super(problems.map(({ code }) => code).join(', '));
    this.problems = problems;
    this.shownId = shownId;
  }

  override get name() {
    return 'Refused';
  }
}

/** Refuses with one Problem. */
export function refuse(code: ProblemCode, message: string, path: readonly (string | number)[] | null = null): never {
  throw new Refused([problem(code, message, path)]);
}

/** Refuses where there is at least one Problem. */
export function refuseIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refused(problems);
}

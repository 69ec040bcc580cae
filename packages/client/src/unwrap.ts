import { ProblemError } from './errors.ts';
import type { ProblemFieldsFragment } from './gql/graphql.ts';
import { present } from './present.ts';

/** What every mutation answers with. */
export interface Payload {
  problems: readonly ProblemFieldsFragment[];
}

/** A payload of a mutation that was done. */
export type Done<Answered extends Payload> = {
  [Key in Exclude<keyof Answered, 'problems'>]: NonNullable<Answered[Key]>;
};

/**
 * The payload of a mutation that has to be done; its problems are thrown as one ProblemError, and a payload that is not
 * there, of a mutation that failed beside others, as an OperationError.
 */
export function unwrap<Answered extends Payload>(payload: Answered | null | undefined): Done<Answered> {
  const { problems, ...rest } = present(payload);
  if (problems.length > 0) throw new ProblemError(problems, rest);
  // Without problems the portal answers with everything else.
  return rest as unknown as Done<Answered>;
}

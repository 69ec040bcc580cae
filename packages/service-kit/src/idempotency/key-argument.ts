import { Arg } from 'type-graphql';

/** What is said of the key, wherever it is given. */
export const IDEMPOTENCY_KEY =
  'Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again.';

/** The argument `idempotencyKey`, which the resolver itself does not read. */
export function IdempotencyKey(): ReturnType<typeof Arg> {
  return Arg('idempotencyKey', () => String, { nullable: true, description: IDEMPOTENCY_KEY });
}

import type { OwnFields } from './own-fields.ts';

/** The words of budgets in the API. */
export const RATE_LIMIT_SDL = `
"The caller's budget, in points, as it is after this operation was charged."
type RateLimit @requiresScopes(scopes: [["inherited"]]) {
  "Which budget it is: anonymous (by address), token, client, resource-server or person."
  policy: String!
  "What may be spent at once."
  limit: Int!
  "What this operation costs."
  cost: Int!
  "What is left."
  remaining: Int!
  "When the budget is full again, if nothing more is spent."
  resetAt: DateTime!
  "In how many seconds an empty budget fills."
  windowSeconds: Int!
}

extend type Query {
  "What the caller may still spend; by any token, and by nobody."
  rateLimit: RateLimit! @requiresScopes(scopes: [["anyone"]])
}
`;

/** Query.rateLimit. */
export const RATE_LIMIT_FIELDS: OwnFields = {
  sdl: RATE_LIMIT_SDL,
  resolvers: {
    Query: {
      rateLimit(_args, { bill }) {
        if (!bill) throw new Error('an operation without a bill');
        const { policy, limit, windowSeconds } = bill.account;
        const { requested, remaining, resetAt } = bill.report;
        return { policy, limit: limit.burst, cost: requested, remaining, resetAt, windowSeconds };
      },
    },
  },
};

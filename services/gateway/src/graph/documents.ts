import { createDocumentCache } from '@portal/service-kit/serving';
import type { GraphQLSchema } from 'graphql';
import { refuseNested } from './nested-text.ts';
import { MOST_TOKENS, OPERATION_LIMITS } from './operation-limits.ts';

/** Parses and validates an operation's text, once for each text. */
export type CheckDocument = ReturnType<typeof createDocumentCache>;

/** Checks by the schema and by the gateway's limits. */
export function documentChecker(schema: GraphQLSchema): CheckDocument {
  return createDocumentCache(schema, {
    refuseText: refuseNested,
    rules: OPERATION_LIMITS,
    maxTokens: MOST_TOKENS,
  });
}

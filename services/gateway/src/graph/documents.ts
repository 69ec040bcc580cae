import { createDocumentCache } from '@portal/service-kit/serving';
import type { GraphQLSchema } from 'graphql';
import { markKeyAliases } from './key-aliases.ts';
import { refuseNested } from './nested-text.ts';
import { MOST_TOKENS, OPERATION_LIMITS } from './operation-limits.ts';

/** Parses and validates an operation's text, once for each text. */
export type CheckDocument = ReturnType<typeof createDocumentCache>;

/** Checks by the schema and by the gateway's limits; what is run has no alias that is named like a key. */
export function documentChecker(schema: GraphQLSchema, keys: ReadonlySet<string>): CheckDocument {
  return createDocumentCache(schema, {
    refuseText: refuseNested,
    rules: OPERATION_LIMITS,
    maxTokens: MOST_TOKENS,
    rewrite: (document) => markKeyAliases(document, keys),
  });
}

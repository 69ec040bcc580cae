import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, type ValidationRule, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { unconditionalSubscriptions } from './unconditional-subscriptions.ts';

/** Characters of all texts that are kept together; parsed, each may take a hundred bytes. */
const MOST_CHARACTERS = 500_000;
const LONGEST_SOURCE = 20_000;

/** A document that may be run, or why it may not; `beyondLimits` where it was not even held against GraphQL's own rules. */
export type CheckedDocument = { document: DocumentNode } | { errors: readonly GraphQLError[]; beyondLimits: boolean };

/** What an operation may not exceed. */
export interface DocumentLimits {
  /** Looks at a text before it is parsed. */
  refuseText?: (source: string) => GraphQLError | undefined;
  /** Looked at before GraphQL's own rules, some of which take long over what these refuse. */
  rules?: ValidationRule[];
  maxTokens?: number;
}

/** Parses and validates each text once: subscribers send the same few over and over. */
export function createDocumentCache(
  schema: GraphQLSchema,
  limits: DocumentLimits = {},
): (source: string) => CheckedDocument {
  const checked = new LRUCache<string, CheckedDocument>({
    maxSize: MOST_CHARACTERS,
    maxEntrySize: LONGEST_SOURCE,
    sizeCalculation: (_result, source) => source.length + 1,
  });
  // What is refused is not kept, but may be asked about again on its way.
  let refused: { source: string; result: CheckedDocument } | undefined;
  return (source) => {
    const known = checked.get(source);
    if (known) return known;
    if (refused?.source === source) return refused.result;
    const result = check(schema, source, limits);
    if ('document' in result) checked.set(source, result);
    else refused = { source, result };
    return result;
  };
}

function check(schema: GraphQLSchema, source: string, limits: DocumentLimits): CheckedDocument {
  const refused = limits.refuseText?.(source);
  if (refused) return { errors: [withCode(refused, 'GRAPHQL_VALIDATION_FAILED')], beyondLimits: true };
  try {
    const document = parse(source, { maxTokens: limits.maxTokens });
    const beyond = validate(schema, document, [unconditionalSubscriptions, ...(limits.rules ?? [])]);
    const errors = beyond.length > 0 ? beyond : validate(schema, document);
    if (errors.length === 0) return { document };
    return {
      errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')),
      beyondLimits: beyond.length > 0,
    };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')], beyondLimits: false };
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { ...error, extensions: { ...error.extensions, code } });
}

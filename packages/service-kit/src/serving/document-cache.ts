import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';

const MOST_DOCUMENTS = 1_000;
const LONGEST_SOURCE = 20_000;

/** A document that may be run, or why it may not. */
export type CheckedDocument = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** What an operation may not exceed, beside GraphQL's own rules. */
export interface DocumentLimits {
  rules?: ValidationRule[];
  maxTokens?: number;
}

/** Parses and validates each text once: subscribers send the same few over and over. */
export function createDocumentCache(
  schema: GraphQLSchema,
  limits: DocumentLimits = {},
): (source: string) => CheckedDocument {
  const checked = new Map<string, CheckedDocument>();
  return (source) => {
    const known = checked.get(source);
    if (known) return known;
    const result = check(schema, source, limits);
    if ('document' in result && source.length <= LONGEST_SOURCE) {
      if (checked.size >= MOST_DOCUMENTS) forgetOldest(checked);
      checked.set(source, result);
    }
    return result;
  };
}

function check(schema: GraphQLSchema, source: string, { rules = [], maxTokens }: DocumentLimits): CheckedDocument {
  try {
    const document = parse(source, { maxTokens });
    const errors = validate(schema, document, [...specifiedRules, ...rules]);
    if (errors.length === 0) return { document };
    return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
    throw error;
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { ...error, extensions: { ...error.extensions, code } });
}

function forgetOldest(checked: Map<string, CheckedDocument>): void {
  const [oldest] = checked.keys();
  if (oldest !== undefined) checked.delete(oldest);
}

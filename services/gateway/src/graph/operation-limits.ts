import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { maxComparisonsRule } from './max-comparisons.ts';

/** The largest body of a GraphQL request, and the largest message on a WebSocket, in bytes. */
export const LARGEST_REQUEST = 1024 * 1024;

/** The most tokens of an operation's text. */
export const MOST_TOKENS = 6_000;

// Generous: the deepest page of the consoles needs about half of each.
const DEPTH = 20;
const ALIASES = 60;
const DIRECTIVES = 60;

const told = {
  propagateOnRejection: false,
  onReject: [
    // The library calls all that it refuses a syntax error, which a text within GraphQL's grammar is not.
    (context: ValidationContext | null, { message }: GraphQLError) =>
      context?.reportError(new GraphQLError(message.replace(/^Syntax Error: /, ''))),
  ],
};

/** Rules beside those of GraphQL itself: an operation that goes beyond is refused before any of it is run. */
export const OPERATION_LIMITS = [
  // Fields in fields: a fragment is no level of its own.
  maxDepthRule({ n: DEPTH, flattenFragments: true, ...told }),
  maxAliasesRule({ n: ALIASES, allowList: [], ...told }),
  maxDirectivesRule({ n: DIRECTIVES, ...told }),
  maxComparisonsRule,
] as ValidationRule[];

import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
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
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Rules beside those of GraphQL itself: an operation that goes beyond is refused before any of it is run. */
export const OPERATION_LIMITS = [
  maxDepthRule({ n: DEPTH, ...told }),
  maxAliasesRule({ n: ALIASES, allowList: [], ...told }),
  maxDirectivesRule({ n: DIRECTIVES, ...told }),
  maxComparisonsRule,
] as ValidationRule[];

import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  Lexer,
  Source,
  TokenKind,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** The largest body of a GraphQL request, but for those that have a document judged, and the largest message on a WebSocket, in bytes. */
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

/** A field two hundred times over, or two hundred fragments; the largest operation of the consoles comes to 700. */
const MOST_COMPARISONS = 40_000;

/**
 * GraphQL compares each field with every other of its name, and each fragment with every other, to see that they can be
 * merged: so the time grows with the square of what is repeated. Bounds that square, before it is spent.
 */
const maxComparisonsRule: ValidationRule = (context) => {
  const fields = new Map<string, number>();
  const fragments = new Set<string>();
  return {
    Field({ alias, name }) {
      const key = (alias ?? name).value;
      fields.set(key, (fields.get(key) ?? 0) + 1);
    },
    FragmentSpread({ name }) {
      fragments.add(name.value);
    },
    Document: {
      leave() {
        let comparisons = fragments.size ** 2;
        for (const times of fields.values()) comparisons += times ** 2;
        if (comparisons <= MOST_COMPARISONS) return;
        context.reportError(new GraphQLError('Too many fields of one name, or too many fragments, in one operation.'));
      },
    },
  };
};

/** Rules beside those of GraphQL itself: an operation that goes beyond is refused before any of it is run. */
export const OPERATION_LIMITS = [
  // Fields in fields: a fragment is no level of its own.
  maxDepthRule({ n: DEPTH, flattenFragments: true, ...told }),
  maxAliasesRule({ n: ALIASES, allowList: [], ...told }),
  maxDirectivesRule({ n: DIRECTIVES, ...told }),
  maxComparisonsRule,
] as ValidationRule[];

/** Twice what the deepest operation needs. */
const MOST_NESTED = 60;

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Twice the longest name of the schema, and more. */
const LONGEST_NAME = 128;

/**
 * Refuses brackets in brackets in brackets, on which the parser and the rules after it would run out of stack, and names
 * beyond all measure, which would be compared with every name of the schema, letter by letter, to suggest what is meant.
 */
export function refuseText(text: string): GraphQLError | undefined {
  const { deepest, longestName } = measure(text);
  if (deepest > MOST_NESTED) return new GraphQLError(`Nested deeper than ${MOST_NESTED} levels.`);
  return longestName > LONGEST_NAME ? new GraphQLError(`A name has more than ${LONGEST_NAME} characters.`) : undefined;
}

/** As far as the text can be read: what is wrong with the rest the parser tells. */
function measure(text: string): { deepest: number; longestName: number } {
  const lexer = new Lexer(new Source(text));
  const measured = { deepest: 0, longestName: 0 };
  let depth = 0;
  try {
    for (let tokens = 0; tokens <= MOST_TOKENS; tokens++) {
      const { kind, start, end } = lexer.advance();
      if (kind === TokenKind.EOF) break;
      if (OPENING.has(kind)) measured.deepest = Math.max(measured.deepest, ++depth);
      else if (CLOSING.has(kind)) depth--;
      else if (kind === TokenKind.NAME) measured.longestName = Math.max(measured.longestName, end - start);
    }
  } catch {
    return measured;
  }
  return measured;
}

/**
 * The most values that an operation's variables bring, lists and objects counted too. Its cost says nothing of them: each is
 * looked at by both services. The fullest form of the consoles has some 600.
 */
export const MOST_VALUES = 5_000;

const number = new Intl.NumberFormat('pt-BR');

/** Refuses variables with more of them; those that the operation does not declare are looked at by nobody. */
export function refuseManyValues(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): GraphQLError | undefined {
  const declared = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const values = declared.map(({ variable }) => variables?.[variable.name.value]);
  if (!hasMore(values, MOST_VALUES)) return undefined;
  const most = number.format(MOST_VALUES);
  const message = `As variáveis da operação trazem mais de ${most} valores. Envie menos valores em cada operação.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** Goes no further than it has to. */
function hasMore(variables: unknown[], most: number): boolean {
  const holders: object[] = [variables];
  let values = 0;
  for (let holder = holders.pop(); holder; holder = holders.pop()) {
    const held = Object.values(holder);
    values += held.length;
    if (values > most) return true;
    holders.push(...held.filter(isObject));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { MOST_TOKENS } from './operation-limits.ts';

/** Twice what the deepest operation needs. */
const MOST_NESTED = 60;

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses brackets in brackets in brackets, on which the parser and the rules after it would run out of stack. */
export function refuseNested(text: string): GraphQLError | undefined {
  return depthOf(text) > MOST_NESTED ? new GraphQLError(`Nested deeper than ${MOST_NESTED} levels.`) : undefined;
}

/** As far as the text can be read: what is wrong with the rest the parser tells. */
function depthOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  let deepest = 0;
  try {
    for (let tokens = 0; tokens <= MOST_TOKENS; tokens++) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) break;
      if (OPENING.has(kind)) deepest = Math.max(deepest, ++depth);
      else if (CLOSING.has(kind)) depth--;
    }
  } catch {
    return deepest;
  }
  return deepest;
}

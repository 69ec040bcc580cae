import type { ApiScope } from '@portal/domain';
import { GraphQLError } from 'graphql';

/** The operation was refused before any of it was run; it is an answer like any other. */
const HTTP = { status: 200 };

/** The token lacks the scope that a field asks for. */
export function scopeMissing(scopes: readonly ApiScope[], field: string): GraphQLError {
  return refused(`O token não tem o escopo ${scopes.join(' ou ')}, que ${field} exige.`);
}

/** Reviewing, administering and the tokens themselves are for people in a browser. */
export function noTokenMay(field: string): GraphQLError {
  return refused(`${field} só pode ser usado por uma pessoa que entrou no Portal, e não com um token.`);
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', http: HTTP } });
}

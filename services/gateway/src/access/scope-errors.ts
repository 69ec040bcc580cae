import type { ApiScope } from '@portal/domain';
import { GraphQLError } from 'graphql';

/** The operation was refused before any of it was run; it is an answer like any other. */
const HTTP = { status: 200 };

/** The token lacks the scopes that a field asks for: all of one of the lists. */
export function scopeMissing(anyOf: readonly (readonly ApiScope[])[], field: string): GraphQLError {
  const scopes = anyOf.map((all) => all.join(' e ')).join(' ou ');
  return refused(`O token não tem o escopo ${scopes}, que ${field} exige.`);
}

/** Reviewing, administering and the tokens themselves are for people in a browser. */
export function noTokenMay(field: string): GraphQLError {
  return refused(`${field} só pode ser usado por uma pessoa que entrou no Portal, e não com um token.`);
}

/** A system's own token speaks for no person. */
export function personMay(field: string): GraphQLError {
  return refused(`${field} é para pessoas: o token de um sistema não fala por ninguém.`);
}

/** Only services that accept credentials ask this. */
export function resourceServerMay(field: string): GraphQLError {
  return refused(`${field} é para servidores de recursos registrados, com o seu identificador e segredo.`);
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', http: HTTP } });
}

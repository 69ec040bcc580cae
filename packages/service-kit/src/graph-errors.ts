import type { GraphqlErrorCode } from '@portal/domain';
import { GraphQLError } from 'graphql';

function graphError(code: GraphqlErrorCode, message: string, extensions?: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** Nobody is signed in. */
export function unauthenticated(): GraphQLError {
  return graphError('UNAUTHENTICATED', 'Entre com a sua conta gov.br para continuar.');
}

/** What a program identified itself with is not good: it has no account to enter with. */
export function tokenRefused(): GraphQLError {
  return graphError('UNAUTHENTICATED', TOKEN_REFUSED);
}

/** To a developer, who knows which of these it is. */
export const TOKEN_REFUSED =
  'O token ou o segredo não vale. Confira se ele veio inteiro, se expirou, se foi revogado e se aceita este IP.';

/** The role or scope is missing; looked at before any id. */
export function forbidden(): GraphQLError {
  return graphError('FORBIDDEN', 'A sua conta não tem permissão para isso.');
}

/** What ADMIN alone may do, and no second factor within the last minutes, in this session. Nothing was done. */
export function secondFactorRequired(): GraphQLError {
  return graphError(
    'SECOND_FACTOR_REQUIRED',
    'Confirme que é você com a sua chave de segurança e repita. A chave se cadastra no console de análise, em Administração, Minhas chaves de segurança.',
  );
}

/** An argument that no person typed is wrong: first out of range, an unreadable cursor, two exclusive arguments. */
export function badUserInput(message: string): GraphQLError {
  return graphError('BAD_USER_INPUT', message);
}

/** The cursor is older than what is kept: read anew, then subscribe again. */
export function cursorExpired(): GraphQLError {
  return graphError('CURSOR_EXPIRED', 'O cursor expirou. Leia os dados de novo e assine a partir do novo cursor.');
}

/** The cursor is of a time that the database, restored from a copy, does not know: read anew, then subscribe again. */
export function cursorLost(): GraphQLError {
  return graphError(
    'CURSOR_LOST',
    'Os dados do Portal foram restaurados de uma cópia de segurança, que não tem o ponto deste cursor. Leia os dados de novo e assine a partir do novo cursor.',
  );
}

/** The id that a subscription asks for does not exist, or belongs to another. */
export function notFound(): GraphQLError {
  return graphError('NOT_FOUND', 'Não encontramos o que foi pedido.');
}

/** When to ask again what could not be done now, in seconds. */
export const RETRY_AFTER_SECONDS = 2;

export const UNAVAILABLE = 'O Portal está muito ocupado, ou uma parte dele não responde. Nada mudou. Tente de novo.';
export const OUTCOME_UNKNOWN =
  'Não sabemos se isto foi feito: a resposta não chegou a tempo. Consulte como está antes de tentar de novo.';

/** Something that it hangs on does not answer in time. Nothing was done: it may be sent again. */
export function unavailable(traceId: string): GraphQLError {
  return graphError('UNAVAILABLE', UNAVAILABLE, { retryAfter: RETRY_AFTER_SECONDS, traceId });
}

/** A change was asked for and nobody said whether it was made. */
export function outcomeUnknown(traceId: string): GraphQLError {
  return graphError('OUTCOME_UNKNOWN', OUTCOME_UNKNOWN, { traceId });
}

/** What we did wrong: the trace id finds it in the log, and nothing more is told. */
export function internalError(traceId: string): GraphQLError {
  return graphError('INTERNAL', 'Algo deu errado do nosso lado. Tente de novo em instantes.', { traceId });
}

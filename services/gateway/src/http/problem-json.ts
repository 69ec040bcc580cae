import type { ProblemDetails } from '@portal/service-kit/process';
import { TOKEN_REFUSED } from '@portal/service-kit/serving';
import type { GraphQLError } from 'graphql';

const REFUSED = 'Arquivo não recebido';

/** What the gateway itself refuses of a file, as problem+json. */
export const FILE_PROBLEMS = {
  nobody: {
    status: 401,
    code: 'UNAUTHENTICATED',
    title: 'Entrada necessária',
    detail: 'Entre com a sua conta gov.br para continuar.',
  },
  tokenRefused: { status: 401, code: 'UNAUTHENTICATED', title: 'Token recusado', detail: TOKEN_REFUSED },
  sessionOnly: {
    status: 403,
    code: 'FORBIDDEN',
    title: 'Sem permissão',
    detail: 'Este endereço é só para a própria pessoa, no navegador em que entrou. Tokens não o usam.',
  },
  notForRole: {
    status: 403,
    code: 'FORBIDDEN',
    title: 'Sem permissão',
    detail: 'O que você é para o Ministério não permite ver isto.',
  },
  tooLarge: {
    status: 413,
    code: 'TOO_LARGE',
    title: 'Arquivo grande demais',
    detail: 'O limite é 10 MB por arquivo.',
  },
  notMultipart: {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    title: REFUSED,
    detail: 'Envie o arquivo como formulário (multipart/form-data), no campo file.',
  },
  badForm: {
    status: 422,
    code: 'INVALID',
    title: REFUSED,
    detail: 'O envio chegou incompleto ou fora do formato. Tente de novo.',
  },
  notFound: {
    status: 404,
    code: 'NOT_FOUND',
    title: 'Não encontrado',
    detail: 'Não encontramos o que foi pedido. Pode pertencer a outra pessoa.',
  },
} satisfies Record<string, ProblemDetails>;

/** The token lacks the scope of this endpoint, or speaks for no person. */
export function scopeMissing(scope: string): ProblemDetails {
  return {
    status: 403,
    code: 'FORBIDDEN',
    title: 'Sem permissão',
    detail: `Este endereço pede um token de uma pessoa, com o escopo ${scope}.`,
  };
}

/** The caller's budget has not so much left. */
export function budgetSpent({ message, extensions }: GraphQLError): ProblemDetails {
  const { status } = extensions.http as { status: number };
  return { status, code: 'RATE_LIMITED', title: 'Muitos pedidos', detail: message };
}

/** A refusal on its way to the answer. */
export class FileRefused extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.code);
  }
}

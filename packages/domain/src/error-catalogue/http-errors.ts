import type { ErrorWords } from './error-words.ts';

/** Every `code` of a problem+json answer (RFC 9457): the endpoints beside GraphQL, and pages that are not there. */
export const HTTP_ERRORS = {
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'O pedido não pode ser lido, ou um formulário veio com cookie e sem o cabeçalho apollo-require-preflight.',
    mend: 'Corrija o corpo ou o endereço. Com um token em vez de cookie, o cabeçalho não é preciso.',
  },
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'Ninguém se identificou, ou o token não vale.',
    mend: 'Envie um token válido em Authorization: Bearer.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'O token não tem o escopo deste endereço, ou uma página de outro site usou o cookie de alguém.',
    mend: 'Crie um token com o escopo que o detalhe indica. De outro site, use um token, e não o cookie.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'Não existe, foi removido ou é de outra pessoa.',
    mend: 'Confira o endereço, o id e de quem é o token.',
  },
  NOT_ALLOWED: {
    status: 409,
    meaning: 'A solicitação não aceita evidências neste estado.',
    mend: 'Anexe enquanto ela é um rascunho ou quando há ajustes solicitados.',
  },
  CONFLICT: {
    status: 409,
    meaning: 'A solicitação já tem o máximo de arquivos.',
    mend: 'Remova um antes de enviar outro.',
  },
  TOO_SLOW: {
    status: 408,
    meaning: 'O pedido não chegou inteiro em 30 segundos.',
    mend: 'Envie de novo por uma conexão melhor. Evidências têm 15 minutos.',
  },
  TOO_LARGE: {
    status: 413,
    meaning: 'O arquivo ou o corpo do pedido passa do limite.',
    mend: 'Evidências: até 10 MB por arquivo. GraphQL: até 1 MB por operação.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: 'O arquivo não é PDF nem PNG, pelo conteúdo e não pelo nome, ou o envio não é multipart/form-data.',
    mend: 'Envie um PDF ou PNG no campo file de um formulário.',
  },
  REQUIRED: {
    status: 422,
    meaning: 'O formulário veio sem o arquivo.',
    mend: 'Envie o arquivo no campo file.',
  },
  INVALID: {
    status: 422,
    meaning: 'O arquivo ou um campo do formulário não serve. O detalhe diz o que corrigir.',
    mend: 'Mostre o detalhe a quem enviou: ele foi escrito para pessoas.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'Você usou todos os pontos que tem por agora.',
    mend: 'Espere os segundos de Retry-After e repita.',
  },
  UNAVAILABLE: {
    status: 503,
    meaning: 'Uma parte do Portal está ocupada demais ou não responde. Nada mudou.',
    mend: 'Espere os segundos de Retry-After e repita.',
  },
  OUTCOME_UNKNOWN: {
    status: 504,
    meaning: 'O arquivo foi recebido, mas a resposta não veio a tempo: não sabemos se ele foi anexado.',
    mend: 'Envie de novo: o mesmo arquivo não é anexado duas vezes. Ou consulte a solicitação.',
  },
  INTERNAL: {
    status: 500,
    meaning: 'Algo deu errado do lado do Portal.',
    mend: 'Tente de novo em instantes. Se continuar, informe ao suporte o código do detalhe.',
  },
} as const satisfies Record<string, ErrorWords>;

/** What `code` of a problem+json answer may be. */
export type HttpErrorCode = keyof typeof HTTP_ERRORS;

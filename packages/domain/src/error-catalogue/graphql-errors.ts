import type { ErrorWords } from './error-words.ts';

/**
 * Every `extensions.code` of a GraphQL error. The gateway lets no other out: an error of another code becomes INTERNAL.
 * The status is that of an answer without data as `application/graphql-response+json`.
 */
export const GRAPHQL_ERRORS = {
  UNAUTHENTICATED: {
    status: 401,
    meaning:
      'Ninguém se identificou, ou o token não vale: foi digitado errado, expirou, foi revogado ou veio de outro IP.',
    mend: 'Envie um token válido em Authorization: Bearer. Em /tokens você confere a validade e cria outro.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'O token não tem o escopo que o campo exige, ou o campo não aceita tokens.',
    mend: 'A mensagem diz o escopo que falta. Crie um token com ele; o que é só para pessoas continua no console.',
  },
  SECOND_FACTOR_REQUIRED: {
    meaning:
      'O ato é só de quem administra, e a pessoa não confirmou nos últimos minutos, nesta sessão, com a sua chave de segurança. Nada foi feito.',
    mend: 'Confirme com a chave no console de análise, que pede por ela e repete o ato. Nenhum token faz atos de quem administra.',
  },
  BAD_USER_INPUT: {
    status: 400,
    meaning:
      'Um argumento ou uma variável não serve: tipo errado, valores demais, first fora de 1 a 100, cursor que não se lê.',
    mend: 'Corrija o valor que a mensagem indica. Use os cursores exatamente como vieram.',
  },
  NOT_FOUND: {
    meaning: 'A assinatura pede uma solicitação que não existe ou que é de outra pessoa.',
    mend: 'Confira o id. Ele vem do campo id, e não do protocolo.',
  },
  CURSOR_EXPIRED: {
    meaning: 'O cursor da assinatura tem mais de 30 dias.',
    mend: 'Consulte os dados de novo, pegue um changesCursor novo e assine a partir dele.',
  },
  CURSOR_LOST: {
    meaning:
      'O cursor da assinatura é de antes de uma restauração do banco de dados, que voltou a um ponto anterior ao dele.',
    mend: 'Consulte os dados de novo, pegue um changesCursor novo e assine a partir dele. O que você guardou pode ter mudado.',
  },
  CONSUMER_TOO_SLOW: {
    meaning: 'As mudanças chegaram mais rápido do que o seu programa as leu, e a assinatura foi encerrada.',
    mend: 'Assine de novo com o último cursor em after: nada se perde. Deixe o trabalho demorado fora da leitura.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'Há assinaturas abertas demais para este token, esta pessoa ou este endereço.',
    mend: 'Encerre as que não usa. Uma só assinatura, sem id, acompanha todas as suas solicitações.',
  },
  OPERATION_TOO_EXPENSIVE: {
    status: 400,
    meaning: 'O custo da operação passa do limite. A mensagem traz o custo e o limite.',
    mend: 'Diminua first, peça menos listas dentro de listas ou divida a consulta em páginas.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'Você usou todos os pontos que tem por agora. Nada foi executado nem cobrado.',
    mend: 'Espere os segundos de Retry-After (extensions.retryAfter) e repita. Query.rateLimit mostra quanto resta.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'O texto da operação não é GraphQL, ou é longo demais.',
    mend: 'Corrija a sintaxe na linha e na coluna indicadas.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'A operação não cabe no esquema, ou passa dos limites de profundidade, apelidos ou diretivas.',
    mend: 'Confira o nome do campo na referência: a mensagem sugere o mais parecido.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'O documento tem várias operações e operationName não diz qual, ou não tem nenhuma com esse nome.',
    mend: 'Envie operationName com o nome de uma operação do documento.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 400,
    meaning: 'O Portal não conhece a consulta com este sha256Hash.',
    mend: 'Envie de novo com o hash e o texto em query. Os clientes que usam consultas persistidas fazem isso sozinhos.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 400,
    meaning: 'Esta forma de consulta persistida não é aceita.',
    mend: 'Envie o texto da operação em query.',
  },
  BAD_REQUEST: {
    status: 400,
    meaning:
      'O pedido não segue o GraphQL por HTTP: corpo vazio, lote de operações, mutação por GET, assinatura por HTTP.',
    mend: 'Envie uma operação por pedido, em JSON, por POST. Assinaturas vão por WebSocket, ou por POST que aceita text/event-stream, no mesmo endereço.',
  },
  UNAVAILABLE: {
    meaning:
      'Uma parte do Portal está ocupada demais ou não responde. O campo não foi executado, ou foi desfeito: nada mudou.',
    mend: 'Espere os segundos de extensions.retryAfter e repita. O que o Portal ainda sabe responder veio em data.',
  },
  OUTCOME_UNKNOWN: {
    meaning: 'A mutação foi enviada a uma parte do Portal que não respondeu a tempo: não sabemos se foi feita.',
    mend: 'Repita com a mesma idempotencyKey, que nunca faz duas vezes; sem ela, consulte como está antes de repetir.',
  },
  TOO_LARGE: {
    status: 413,
    meaning: 'O corpo do pedido passa de 1 MB, ou de 3,5 MB onde só se valida um documento.',
    mend: 'Divida a operação, ou mande menos valores em cada uma.',
  },
  TOO_SLOW: {
    status: 408,
    meaning: 'O pedido não chegou inteiro em 30 segundos.',
    mend: 'Envie de novo por uma conexão melhor.',
  },
  INTERNAL: {
    status: 500,
    meaning: 'Algo deu errado do lado do Portal.',
    mend: 'Tente de novo em instantes. Se continuar, informe ao suporte o extensions.traceId.',
  },
} as const satisfies Record<string, ErrorWords>;

/** What `extensions.code` of a GraphQL error may be. */
export type GraphqlErrorCode = keyof typeof GRAPHQL_ERRORS;

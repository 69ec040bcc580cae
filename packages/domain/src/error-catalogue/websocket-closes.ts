import type { ErrorWords } from './error-words.ts';

/** Every code that the portal closes a WebSocket with: of RFC 6455, and of graphql-transport-ws. */
export const WEBSOCKET_CLOSES = {
  1000: {
    meaning: 'A conexão terminou normalmente.',
    mend: 'Não há o que fazer.',
  },
  1001: {
    meaning:
      'O Portal está sendo atualizado ou desligado; ou nada correu na conexão por 5 minutos, ou ela completou 12 horas.',
    mend: 'Conecte de novo e assine com o último cursor em after.',
  },
  1002: {
    meaning: 'O que foi enviado não é WebSocket.',
    mend: 'Use uma biblioteca de WebSocket e confira se algum proxy altera os quadros.',
  },
  1007: {
    meaning: 'Uma mensagem de texto não está em UTF-8.',
    mend: 'Envie JSON em UTF-8.',
  },
  1008: {
    meaning: 'Uma mensagem veio em pedaços demais.',
    mend: 'Envie cada mensagem inteira, em um quadro.',
  },
  1009: {
    meaning: 'Uma mensagem passou de 1 MB.',
    mend: 'Envie operações menores; evidências vão por POST /evidence.',
  },
  1012: {
    meaning: 'Uma parte do Portal reiniciou e a assinatura se perdeu, ou os papéis da pessoa mudaram.',
    mend: 'Conecte de novo e assine com o último cursor em after.',
  },
  1013: {
    meaning: 'O seu programa leu devagar demais, ou já tem conexões abertas demais.',
    mend: 'Conecte de novo em instantes, com o último cursor em after; leve as assinaturas em uma conexão só.',
  },
  4400: {
    meaning: 'Uma mensagem não segue o protocolo graphql-transport-ws.',
    mend: 'Use a biblioteca graphql-ws ou siga o PROTOCOL.md dela.',
  },
  4401: {
    meaning: 'Uma operação veio antes de connection_ack.',
    mend: 'Envie connection_init e espere connection_ack.',
  },
  4403: {
    meaning: 'O token não vale ou deixou de valer, ou a sessão terminou.',
    mend: 'Não insista com o mesmo token: crie outro, ou entre de novo.',
  },
  4406: {
    meaning: 'O cliente não falou o subprotocolo graphql-transport-ws.',
    mend: 'Peça Sec-WebSocket-Protocol: graphql-transport-ws. O antigo, graphql-ws, não é aceito.',
  },
  4408: {
    meaning: 'connection_init não chegou em 10 segundos.',
    mend: 'Envie connection_init assim que a conexão abrir.',
  },
  4409: {
    meaning: 'Já há uma operação com este id na mesma conexão.',
    mend: 'Dê um id novo a cada operação.',
  },
  4429: {
    meaning: 'connection_init veio duas vezes.',
    mend: 'Envie connection_init uma vez por conexão.',
  },
  4500: {
    meaning: 'Algo deu errado do lado do Portal.',
    mend: 'Conecte de novo em instantes, com o último cursor em after.',
  },
} as const satisfies Record<number, ErrorWords>;

/** A code that the portal closes a WebSocket with. */
export type WebsocketCloseCode = keyof typeof WEBSOCKET_CLOSES;

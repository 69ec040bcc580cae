import { LIMITS } from '@portal/domain';

/** One limit, in words. */
export interface Limit {
  what: string;
  most: string;
  /** What one is answered beyond it. */
  beyond: string;
}

/** What one operation may be. */
export const OPERATION_LIMITS: readonly Limit[] = [
  { what: 'Custo', most: '10.000 pontos, ou o seu orçamento, se menor', beyond: 'Erro `OPERATION_TOO_EXPENSIVE`' },
  { what: 'Profundidade', most: '20 níveis', beyond: 'Erro `GRAPHQL_VALIDATION_FAILED`' },
  { what: 'Apelidos (aliases)', most: '60', beyond: 'Erro `GRAPHQL_VALIDATION_FAILED`' },
  { what: 'Diretivas', most: '60', beyond: 'Erro `GRAPHQL_VALIDATION_FAILED`' },
  { what: 'Palavras e sinais do texto (tokens)', most: '6.000', beyond: 'Erro `GRAPHQL_PARSE_FAILED`' },
  { what: 'Itens por página (`first`)', most: String(LIMITS.pageSize.max), beyond: 'Erro `BAD_USER_INPUT`' },
  { what: 'Tamanho do pedido', most: '1 MiB', beyond: 'HTTP 413' },
  { what: 'Operações por pedido', most: '1', beyond: 'Erro `BAD_REQUEST`: não há lotes' },
];

/** How much one may ask for, where the portal's configuration says nothing else. */
export const BUDGETS = [
  { who: 'Sem token, por endereço IP', policy: 'anonymous', points: '2.000' },
  { who: 'Token de acesso', policy: 'token', points: '10.000' },
  { who: 'Sistema, pela sua credencial', policy: 'client', points: '10.000' },
  { who: 'Pessoa, no navegador', policy: 'person', points: '30.000' },
  { who: 'Servidor de recursos registrado', policy: 'resource-server', points: '60.000' },
] as const;

/** What one may have open. */
export const LIVE_LIMITS: readonly Limit[] = [
  { what: 'WebSockets e fluxos de eventos abertos', most: '20', beyond: 'O novo é fechado com 1013; um fluxo, 503' },
  { what: 'Assinaturas, em todos eles', most: '50', beyond: 'Erro `TOO_MANY_SUBSCRIPTIONS`' },
  { what: 'Operações ao mesmo tempo em um WebSocket', most: '100', beyond: 'Erro `BAD_REQUEST`' },
  { what: 'Tempo até o `connection_init`', most: '10 segundos', beyond: 'Fechado com 4408' },
  { what: 'Tempo sem nenhuma operação', most: '5 minutos', beyond: 'Fechado com 1001' },
  { what: 'Tempo de uma conexão', most: '12 horas', beyond: 'Fechado com 1001' },
  { what: 'Espera por quem não lê', most: '1 MiB ou 256 eventos', beyond: 'Erro `CONSUMER_TOO_SLOW`, depois 1013' },
];

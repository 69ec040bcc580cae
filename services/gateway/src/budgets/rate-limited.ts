import { GraphQLError } from 'graphql';
import type { BudgetClass } from './limits.ts';

/** The caller's budget has not so much left: nothing was run and nothing was taken. */
export function rateLimited(policy: BudgetClass, cost: number, retryAfter: number): GraphQLError {
  const message = `Muitos pedidos: faltam pontos no orçamento "${policy}" para uma operação de custo ${cost}. Tente de novo em ${retryAfter} s.`;
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } } });
}

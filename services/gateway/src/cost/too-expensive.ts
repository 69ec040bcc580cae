import { GraphQLError } from 'graphql';

const points = new Intl.NumberFormat('pt-BR');

/** The operation is larger than any that is run for its caller: refused as what is not valid, before any of it is run. */
export function operationTooExpensive(cost: number, limit: number): GraphQLError {
  const message = `A operação custa ${points.format(cost)} pontos e o limite é ${points.format(limit)}. Peça menos itens por lista (first) ou divida a operação.`;
  return new GraphQLError(message, {
    extensions: { code: 'OPERATION_TOO_EXPENSIVE', cost, limit, http: { status: 400 } },
  });
}

import { type DocumentNode, GraphQLError, getOperationAST } from 'graphql';

/**
 * The most values that an operation's variables bring, lists and objects counted too. Its cost says nothing of them: each is
 * looked at by both services. The fullest form of the consoles has some 600.
 */
export const MOST_VALUES = 5_000;

const number = new Intl.NumberFormat('pt-BR');

/** Refuses variables with more of them; those that the operation does not declare are looked at by nobody. */
export function refuseManyValues(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): GraphQLError | undefined {
  const declared = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const values = declared.map(({ variable }) => variables?.[variable.name.value]);
  if (!hasMore(values, MOST_VALUES)) return undefined;
  const most = number.format(MOST_VALUES);
  const message = `As variáveis da operação trazem mais de ${most} valores. Envie menos valores em cada operação.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** Goes no further than it has to. */
function hasMore(variables: unknown[], most: number): boolean {
  const holders: object[] = [variables];
  let values = 0;
  for (let holder = holders.pop(); holder; holder = holders.pop()) {
    const held = Object.values(holder);
    values += held.length;
    if (values > most) return true;
    holders.push(...held.filter(isObject));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

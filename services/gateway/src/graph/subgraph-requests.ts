import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';
import type { Audience } from '@portal/service-kit/identity';
import { traceparentOf } from '@portal/service-kit/process';
import { print } from 'graphql';
import { Pool } from 'undici';
import type { GatewayContext } from './gateway-context.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** Sends queries and mutations to one subgraph over HTTP. */
export interface SubgraphRequests extends AsyncDisposable {
  execute(request: ExecutionRequest): Promise<ExecutionResult>;
}

const ANSWER_WITHIN_MS = 30_000;
const MOST_CONNECTIONS = 64;

/** Opens the connections to a subgraph; who the caller is goes in each request's Authorization. */
export function openSubgraphRequests(subgraph: Audience, url: string): SubgraphRequests {
  const pool = new Pool(url, {
    connections: MOST_CONNECTIONS,
    pipelining: 1,
    headersTimeout: ANSWER_WITHIN_MS,
    bodyTimeout: ANSWER_WITHIN_MS,
    // Shorter than the five seconds after which Node's servers close an idle connection.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
  });

  async function execute({ document, variables, operationName, context }: ExecutionRequest): Promise<ExecutionResult> {
    const { tokenFor, traceId } = context as GatewayContext;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${await tokenFor(subgraph)}`,
      traceparent: traceparentOf(traceId),
    };
    const body = JSON.stringify({ query: print(document), variables, operationName });
    let status: number;
    let text: string;
    try {
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      status = answer.statusCode;
      text = await answer.body.text();
    } catch (cause) {
      throw new SubgraphFailure(subgraph, 'did not answer', { cause });
    }
    // Apollo answers 400 where an argument is wrong; 401 means that our own token was refused.
    if (status !== 200 && status !== 400) throw new SubgraphFailure(subgraph, `answered ${status}`);
    return resultOf(subgraph, text);
  }

  return { execute, [Symbol.asyncDispose]: () => pool.close() };
}

function resultOf(subgraph: Audience, text: string): ExecutionResult {
  let result: ExecutionResult;
  try {
    result = JSON.parse(text);
  } catch {
    throw new SubgraphFailure(subgraph, 'answered no JSON');
  }
  for (const { message, extensions } of result.errors ?? []) {
    // The subgraph runs another schema than the supergraph was composed from: not the caller's doing.
    if (extensions?.code === 'GRAPHQL_VALIDATION_FAILED' || extensions?.code === 'GRAPHQL_PARSE_FAILED') {
      throw new SubgraphFailure(subgraph, `refused our operation: ${message}`);
    }
  }
  return result;
}

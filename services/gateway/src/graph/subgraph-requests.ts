import type { SubgraphRequest, SubgraphResult } from '@portal/federation';
import type { Audience } from '@portal/service-kit/identity';
import { inSpan, traceparentOf } from '@portal/service-kit/process';
import { ANSWER_BY } from '@portal/service-kit/serving';
import { Pool } from 'undici';
import { noAnswer, SubgraphFailure, tokenRefusedBy } from '../http/subgraph-failure.ts';
import { ANSWER_WITHIN_MS } from './contexts.ts';
import type { GatewayContext } from './gateway-context.ts';
import { JoinedReads } from './joined-reads.ts';

/** Sends queries and mutations to one subgraph over HTTP. */
export interface SubgraphRequests extends AsyncDisposable {
  request(request: SubgraphRequest, context: GatewayContext): Promise<SubgraphResult>;
}

/** So long before us a subgraph has to have answered, or have undone what it began: its clock may be a little apart. */
const AHEAD_OF_US_MS = 5_000;
const CONNECTED_WITHIN_MS = 3_000;
const MOST_CONNECTIONS = 64;

/**
 * Opens the connections to a subgraph; who the caller is goes in each request's Authorization. `joins`: it answers everybody
 * alike, and the same reads that are under way at once are one.
 */
export function openSubgraphRequests(subgraph: Audience, url: string, joins: boolean): SubgraphRequests {
  const pool = new Pool(url, {
    connections: MOST_CONNECTIONS,
    pipelining: 1,
    connectTimeout: CONNECTED_WITHIN_MS,
    // Each request has an end of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Far shorter than a subgraph keeps an idle connection: what is sent as it is closed is lost.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
  });
  const joined = new JoinedReads<string>();

  function ask(body: string, context: GatewayContext, answerBy: number, changes: boolean) {
    const attributes = { 'http.request.method': 'POST', 'server.address': subgraph };
    return inSpan(`POST ${subgraph}`, attributes, () => send(body, context, answerBy, changes));
  }

  async function send(body: string, { tokenFor, traceId }: GatewayContext, answerBy: number, changes: boolean) {
    const left = answerBy - Date.now();
    if (left <= 0) throw new SubgraphFailure(subgraph, 'nobody waits for it any more', { outcome: 'away' });
    const headers = {
      [ANSWER_BY]: String(answerBy - AHEAD_OF_US_MS),
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${await tokenFor(subgraph)}`,
      traceparent: traceparentOf(traceId),
    };
    let status: number;
    let text: string;
    let date: unknown;
    try {
      const signal = AbortSignal.timeout(left);
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body, signal });
      status = answer.statusCode;
      ({ date } = answer.headers);
      text = await answer.body.text();
    } catch (cause) {
      throw noAnswer(subgraph, cause, changes);
    }
    if (status === 401) throw tokenRefusedBy(subgraph, String(date));
    // Apollo answers 400 where an argument is wrong.
    if (status !== 200 && status !== 400) throw new SubgraphFailure(subgraph, `answered ${status}`);
    return text;
  }

  async function request({ kind, query, variables }: SubgraphRequest, context: GatewayContext) {
    const body = JSON.stringify({ query, variables });
    const alike = joins && kind === 'query';
    // Each has the text parsed for itself: what is joined from here on is written into the result.
    // What others wait for too does not end with the first of them.
    const text = alike
      ? await joined.join(body, () => ask(body, context, Date.now() + ANSWER_WITHIN_MS, false))
      : await ask(body, context, context.answerBy, kind === 'mutation');
    return resultOf(subgraph, text);
  }

  return { request, [Symbol.asyncDispose]: () => pool.destroy() };
}

function resultOf(subgraph: Audience, text: string): SubgraphResult {
  let result: SubgraphResult;
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

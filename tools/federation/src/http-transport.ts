import { type GraphTransport, SubgraphError, type SubgraphResult, type Supergraph } from '@portal/federation';

const ANSWER_WITHIN_MS = 30_000;

/** Asks each subgraph by POST at the URL that the supergraph has for it. */
export function httpTransport({ urls }: Supergraph): GraphTransport<undefined> {
  return {
    async request(subgraph, { query, variables }) {
      const url = urls.get(subgraph);
      if (!url) throw new SubgraphError(subgraph, 'has no URL in the supergraph');
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const result = await answer.json().catch(() => undefined);
      if (typeof result !== 'object' || result === null) throw new SubgraphError(subgraph, `answered ${answer.status}`);
      return result as SubgraphResult;
    },
  };
}

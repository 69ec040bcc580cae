import { QueryView, useRead } from '@portal/console';
import { CONFORMANCE_AWAITING_KIND_LABELS, formatDateTime } from '@portal/domain';
import { EmptyState, LoadMore, PageTitle, Tag } from '@portal/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AwaitingReviewQuery } from '../gql/graphql.ts';
import { AwaitingReview } from './awaiting-documents.ts';
import { runAddress } from './run-address.ts';
import { useReadAgain } from './use-read-again.ts';

type Item = NonNullable<AwaitingReviewQuery['conformanceAwaitingReview']>['edges'][number]['node'];

const PAGE = 20;
const MOST = 100;

/** Conformidade: what waits for a second person or for an answer, over all requests. */
export function AwaitingPage() {
  const [first, setFirst] = useState(PAGE);
  const awaiting = useRead({
    query: AwaitingReview,
    variables: { first },
    pick: (data) => data.conformanceAwaitingReview,
    // What one decided on the page of a run waits no more.
    requestPolicy: 'cache-and-network',
  });
  useReadAgain(awaiting.retry);
  return (
    <>
      <PageTitle>Conformidade</PageTitle>
      <p className="lead">
        O que aguarda você nos roteiros de todas as solicitações: avaliações que outra pessoa propôs e dúvidas de
        integradores ainda sem resposta. O que espera há mais tempo vem primeiro.
      </p>
      <QueryView of={awaiting}>
        {({ edges, totalCount, pageInfo }) =>
          edges.length === 0 ? (
            <EmptyState title="Nada aguarda você">
              Propostas de outra pessoa e mensagens de integradores aparecem aqui.
            </EmptyState>
          ) : (
            <>
              <ul className="awaiting">
                {edges.map(({ node }) => (
                  <li key={`${node.kind} ${node.run.id} ${node.requirement}`}>
                    <AwaitingItem item={node} />
                  </li>
                ))}
              </ul>
              <LoadMore
                shown={edges.length}
                total={Math.max(totalCount, edges.length)}
                what="itens"
                hasMore={pageInfo.hasNextPage && first < MOST}
                loading={awaiting.reading}
                onLoadMore={() => setFirst(Math.min(MOST, first + PAGE))}
              />
            </>
          )
        }
      </QueryView>
    </>
  );
}

function AwaitingItem({ item }: { readonly item: Item }) {
  const { kind, run, requirement, title, since, words } = item;
  return (
    <>
      <h2>
        <Link to={runAddress(run.id, requirement)}>
          {run.systemName ?? 'Sistema sem credencial'}: {title}
        </Link>
      </h2>
      <p className="awaiting-facts">
        <Tag tone={kind === 'PROPOSAL' ? 'yellow' : 'blue'}>{CONFORMANCE_AWAITING_KIND_LABELS[kind]}</Tag>
        <span>
          {run.suite.title}, versão {run.suite.version}
          {run.connector !== null && `, ${run.connector}`}, desde {formatDateTime(since)}
        </span>
      </p>
      <p className="as-written">{words}</p>
    </>
  );
}

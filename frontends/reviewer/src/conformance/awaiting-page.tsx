import { QueryView, usePages, useViewer } from '@portal/console';
import { CONFORMANCE_AWAITING_KIND_LABELS, formatDateTime } from '@portal/domain';
import { EmptyState, LoadMore, PageTitle, Tag } from '@portal/ui';
import { Link } from 'react-router';
import type { AwaitingReviewQuery } from '../gql/graphql.ts';
import { AwaitingReview } from './awaiting-documents.ts';
import { runAddress } from './run-address.ts';
import { useReadAgain } from './use-read-again.ts';

type Item = NonNullable<AwaitingReviewQuery['conformanceAwaitingReview']>['edges'][number]['node'];

const awaitingPageOf = (data: AwaitingReviewQuery) => data.conformanceAwaitingReview;

/** Conformidade: what waits for a second person or for an answer, over all requests; reviewers answer it, others look. */
export function AwaitingPage() {
  const awaiting = usePages({ query: AwaitingReview, variables: {}, pageOf: awaitingPageOf });
  useReadAgain(awaiting.readAgain);
  const reviews = useViewer()?.permissions.includes('REVIEW_RUNS') === true;
  return (
    <>
      <PageTitle>Conformidade</PageTitle>
      <p className="lead">
        O que aguarda {reviews ? 'você' : 'quem analisa'} nos roteiros das solicitações: avaliações que outra pessoa
        propôs e dúvidas de integradores ainda sem resposta. O que espera há mais tempo vem primeiro.
      </p>
      <QueryView
        of={awaiting}
        empty={
          <EmptyState title={reviews ? 'Nada aguarda você' : 'Nada aguarda quem analisa'}>
            Propostas de outra pessoa e mensagens de integradores aparecem aqui.
          </EmptyState>
        }
      >
        {(items) => (
          <>
            <ul className="awaiting">
              {items.map((item) => (
                <li key={`${item.kind} ${item.run.id} ${item.requirement}`}>
                  <AwaitingItem item={item} />
                </li>
              ))}
            </ul>
            <LoadMore
              shown={items.length}
              total={Math.max(awaiting.total, items.length)}
              what="itens"
              hasMore={awaiting.hasMore}
              loading={awaiting.reading}
              onLoadMore={awaiting.readMore}
            />
          </>
        )}
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

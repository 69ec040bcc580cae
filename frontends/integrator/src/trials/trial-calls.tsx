import './trials.css';
import { QueryView, useConnection, useLivePage, useSoon } from '@portal/console';
import { FAULT_KIND_LABELS, formatDateTime } from '@portal/domain';
import { Button, Checkbox, Disclosure, EmptyState, LoadMore, Tag } from '@portal/ui';
import { useState } from 'react';
import type { TrialCallRowFragment } from '../gql/graphql.ts';
import { TrialCallMade, TrialCalls } from './calls.documents.ts';
import { Replay } from './replay.tsx';

interface TrialCallsProps {
  /** Of the credential. */
  readonly id: string;
  readonly title: string;
}

/** The traffic of a system in test, as it was recorded, while it comes. */
export function TrialCallsSection({ id, title }: TrialCallsProps) {
  const [refused, setRefused] = useState(false);
  const calls = useConnection({
    document: TrialCalls,
    variables: { id, refused },
    pick: ({ credential }) => credential?.homologationAccess?.calls,
  });
  const { retry: readAgain } = calls;
  const readSoon = useSoon(readAgain);
  useLivePage(TrialCallMade, { credentialId: id }, readSoon);

  return (
    <section aria-labelledby="chamadas-feitas">
      <h2 id="chamadas-feitas">{title}</h2>
      <p>
        Cada chamada aparece aqui em instantes, com o que foi pedido e o que foi respondido. O que pode ser de uma
        pessoa é retirado antes de ser guardado; as chamadas ficam por 90 dias.
      </p>
      <div className="button-row">
        <Checkbox
          label="Só as recusadas e as que falharam"
          checked={refused}
          onChange={(event) => setRefused(event.target.checked)}
        />
        <Button size="small" onClick={readAgain}>
          Atualizar
        </Button>
      </div>
      <QueryView
        of={calls}
        empty={
          <EmptyState title="Nenhuma chamada" icon="sent">
            <p>{refused ? 'Nenhuma foi recusada.' : 'Cole o comando do token em um terminal para fazer a primeira.'}</p>
          </EmptyState>
        }
      >
        {(shown) => (
          <>
            {shown.map((call) => (
              <Call key={call.id} call={call} />
            ))}
            <LoadMore
              shown={shown.length}
              total={calls.total}
              what="chamadas"
              hasMore={calls.hasMore}
              loading={calls.loadingMore}
              onLoadMore={calls.loadMore}
            />
          </>
        )}
      </QueryView>
    </section>
  );
}

function Call({ call }: { readonly call: TrialCallRowFragment }) {
  const { id, at, method, path, operation, status, codes, fault, durationMs, connector, host } = call;
  const { nearestSteps, request, response } = call;
  return (
    <Disclosure
      summary={
        <span className="trial-call">
          <StatusTag status={status} />
          <code>
            {method} {path}
          </code>
          <span>
            {formatDateTime(at)} · {host === 'AUTH' ? 'Auth' : 'EHR'} · {durationMs} ms
          </span>
          {codes.length > 0 && <span>{codes.join(', ')}</span>}
          {fault && <Tag icon="warning">Falha pedida: {FAULT_KIND_LABELS[fault]}</Tag>}
          {nearestSteps.map(
            ({ suite, step, title, matched }) =>
              matched && (
                <Tag key={`${suite} ${step}`} tone="green" icon="check">
                  {title}
                </Tag>
              ),
          )}
        </span>
      }
    >
      {connector && (
        <p>
          Sistema: <code>{connector}</code>
        </p>
      )}
      <Missed nearest={nearestSteps.filter(({ matched }) => !matched)} />
      {operation === 'create-document' && <Replay callId={id} />}
      <Part title="Pedido" json={request} />
      <Part title="Resposta" json={response} />
    </Disclosure>
  );
}

/** The steps that it came nearest to, and why it is not one of their calls. */
function Missed({ nearest }: { readonly nearest: TrialCallRowFragment['nearestSteps'] }) {
  return nearest.map(({ suite, step, title, why }) => (
    <p key={`${suite} ${step}`}>
      Não contou para “{title}”{why ? `: ${why}` : '.'}
    </p>
  ));
}

function StatusTag({ status }: { readonly status: number }) {
  if (status < 400) return <Tag tone="green">{status}</Tag>;
  return <Tag tone={status < 500 ? 'yellow' : 'red'}>{status}</Tag>;
}

function Part({ title, json }: { readonly title: string; readonly json: string }) {
  return (
    <figure className="trial-part">
      <figcaption>{title}</figcaption>
      <pre>
        <code>{JSON.stringify(JSON.parse(json), undefined, 2)}</code>
      </pre>
    </figure>
  );
}

import { formatDateTime } from '@portal/domain';
import { Button, Loading, Message } from '@portal/ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { ReviewedRunFragment } from '../../gql/graphql.ts';
import { ReplayedCall } from './report-documents.ts';

type Seen = ReviewedRunFragment['requirements'][number]['steps'][number]['attempts'][number]['calls'][number];

/** A call in a line; asked to, what was sent and answered, and what the judge says of it now. */
export function CallReplay({ seen }: { readonly seen: Seen }) {
  const [open, setOpen] = useState(false);
  const { at, method, operation, status, codes, call } = seen;
  return (
    <>
      <p>
        {formatDateTime(at)}: {method} {operation}, {status} {codes.join(', ')}
      </p>
      {call === null ? (
        <p>O conteúdo desta chamada não está mais guardado (90 dias).</p>
      ) : (
        <Button size="small" icon="rotateRight" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Fechar a chamada' : 'Ver a chamada e repetir a validação'}
          <span className="visually-hidden">
            {' '}
            de {method} {operation} em {formatDateTime(at)}
          </span>
        </Button>
      )}
      {open && call !== null && <Replayed id={call.id} />}
    </>
  );
}

function Replayed({ id }: { readonly id: string }) {
  // Judged each time that it is opened.
  const [{ data, fetching, error }] = useQuery({
    query: ReplayedCall,
    variables: { id },
    requestPolicy: 'network-only',
  });
  if (fetching) return <Loading label="Validando de novo…" />;
  const call = data?.node;
  if (error || call?.__typename !== 'HomologationCall') {
    return <Message tone="danger">A chamada não pôde ser lida agora. Tente de novo.</Message>;
  }
  return (
    <>
      <Verdict validation={call.validation} />
      <CallText title="O que foi enviado" json={call.request} />
      <CallText title="O que foi respondido" json={call.response} />
    </>
  );
}

function Verdict({ validation }: { readonly validation: { outcome: string; findings: readonly Finding[] } | null }) {
  if (!validation) return <p>Esta chamada não traz um documento guardado por inteiro.</p>;
  const { outcome, findings } = validation;
  if (outcome === 'NOT_JUDGED') return <Message tone="warning" title="Não foi possível validar de novo" />;
  if (outcome === 'VALID') return <Message tone="success" title="Validação repetida: nada a corrigir" />;
  return (
    <Message tone="warning" title={`Validação repetida: ${findings.length} a corrigir`}>
      <ul>
        {findings.map(({ expression, message }) => (
          <li key={expression + message}>
            {expression}: {message}
          </li>
        ))}
      </ul>
    </Message>
  );
}

interface Finding {
  readonly expression: string;
  readonly message: string;
}

function CallText({ title, json }: { readonly title: string; readonly json: string }) {
  return (
    <details>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the keyboard */}
      <pre className="conformance-call" tabIndex={0}>
        {JSON.stringify(JSON.parse(json), null, 2)}
      </pre>
    </details>
  );
}

import { traceIdOf } from '@portal/console';
import { Button, ErrorState, Message } from '@portal/ui';
import { useState } from 'react';
import { useClient } from 'urql';
import type { ReplayCallQuery } from '../gql/graphql.ts';
import { guideOf } from '../validation/coverage.tsx';
import { titleOf } from '../validation/validation-result.tsx';
import { ReplayCall } from './calls.documents.ts';

type Told = Extract<NonNullable<ReplayCallQuery['node']>, { validation: unknown }>['validation'];

/** Has the judge look again at what a call sent. */
export function Replay({ callId }: { readonly callId: string }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ validation?: Told; traceId?: string | undefined; failed: boolean }>();

  async function replay(): Promise<void> {
    setBusy(true);
    const { data, error } = await client
      .query(ReplayCall, { id: callId }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    const node = data?.node;
    const validation = node && 'validation' in node ? node.validation : null;
    setTold({ validation, failed: error !== undefined, traceId: traceIdOf(error) });
  }

  return (
    <>
      <Button size="small" icon="rotateRight" busy={busy} onClick={() => void replay()}>
        Repetir a validação
      </Button>
      <div role="status">
        {told?.failed && (
          <ErrorState title="Não foi possível validar de novo" traceId={told.traceId} onRetry={() => void replay()}>
            <p>O juiz não respondeu. Tente de novo em instantes.</p>
          </ErrorState>
        )}
        {told && !told.failed && <Verdict validation={told.validation} />}
      </div>
    </>
  );
}

function Verdict({ validation }: { readonly validation: Told | undefined }) {
  if (!validation) {
    return (
      <Message tone="info" role="none">
        <p>O documento desta chamada não foi guardado inteiro, e não pode ser julgado de novo.</p>
      </Message>
    );
  }
  const { outcome, documentKind, findings } = validation;
  const guide = (documentKind && guideOf(documentKind)) ?? 'FHIR R4';
  return (
    <Message tone={outcome === 'VALID' ? 'success' : 'warning'} role="none" title={titleOf(validation)}>
      <p>Julgado de novo por {guide}, como foi guardado: o que foi retirado por ser de uma pessoa não conta.</p>
      <ul>
        {findings.map(({ rule, expression, message, expected }) => (
          <li key={`${expression} ${message}`}>
            <code>{expression}</code>: {message}
            {expected ? ` Esperado: ${expected}.` : ''}
            {rule ? ` (${rule})` : ''}
          </li>
        ))}
      </ul>
    </Message>
  );
}

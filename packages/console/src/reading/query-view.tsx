import { ErrorState, LinkButton, Message, PageTitle, Skeleton } from '@portal/ui';
import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { traceIdOf } from '../graph-errors.ts';
import { signInUrl } from '../session.ts';
import { failureWords } from './failure-words.ts';
import type { Reading } from './reading.ts';

export interface QueryViewProps<Value> {
  of: Reading<Value>;
  /** What stands there when there is no such thing, or nothing in the list. */
  empty?: ReactNode;
  /** How many grey lines stand in for what is on its way. */
  lines?: number;
  /** The page's heading while it could not be read; for views that are the whole page. */
  title?: string;
  children: (value: Value) => ReactNode;
}

/**
 * What was read; or that it is on its way, that there is none, that it was refused, or that it failed: each with its own
 * words and a way on. What is there stays while it is read again, and when that fails.
 */
export function QueryView<Value>({ of: reading, empty, lines = 6, title, children }: QueryViewProps<Value>) {
  const { value, error } = reading;
  if (value === undefined) {
    if (!error) return <Skeleton lines={lines} />;
    return (
      <>
        {title && <PageTitle>{title}</PageTitle>}
        <Failure error={error} reading={reading} />
      </>
    );
  }
  const isList = Array.isArray(value);
  const partly = error && <PartlyRead error={error} reading={reading} />;
  const shown = value === null || (isList && value.length === 0) ? (empty ?? null) : children(value);
  return (
    <>
      {/* Under a list, where "Carregar mais" was pressed; over anything else. */}
      {!isList && partly}
      {shown}
      {isList && partly}
    </>
  );
}

interface FailureProps {
  error: CombinedError;
  reading: Reading<unknown>;
}

function Failure({ error, reading }: FailureProps) {
  const { title, text, signIn } = failureWords(error);
  if (signIn) {
    return (
      <Message
        tone="info"
        title={title}
        actions={
          <LinkButton variant="primary" icon="signIn" href={signInUrl()}>
            Entrar com gov.br
          </LinkButton>
        }
      >
        <p>{text}</p>
      </Message>
    );
  }
  return (
    <ErrorState title={title} traceId={traceIdOf(error)} onRetry={reading.retry} retrying={reading.reading}>
      <p>{text}</p>
    </ErrorState>
  );
}

/** Some of it could not be read, or not again: what stands there is not the whole truth. */
function PartlyRead({ error, reading }: FailureProps) {
  return (
    <ErrorState
      title="Uma parte não foi carregada"
      traceId={traceIdOf(error)}
      onRetry={reading.retry}
      retrying={reading.reading}
    >
      <p>O que está aqui pode estar incompleto ou ser de antes. {failureWords(error).text}</p>
    </ErrorState>
  );
}

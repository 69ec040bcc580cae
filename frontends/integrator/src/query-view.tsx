import { errorCode, SignInPage, traceIdOf } from '@portal/console';
import { ErrorState, Skeleton } from '@portal/ui';
import type { ReactNode } from 'react';
import type { UseQueryResponse } from 'urql';

interface QueryViewProps<Data, Variables extends object> {
  readonly query: UseQueryResponse<Data, Variables>;
  /** How many grey lines stand in for what is on its way. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What was read, or that it is on its way, or that it could not be read. What is there stays while it is read again. */
export function QueryView<Data, Variables extends object>({
  query: [result, read],
  lines = 6,
  children,
}: QueryViewProps<Data, Variables>) {
  if (result.data !== undefined) return children(result.data);
  if (result.error === undefined) return <Skeleton lines={lines} />;
  if (errorCode(result.error) === 'UNAUTHENTICATED') return <SignInPage />;
  return (
    <ErrorState
      traceId={traceIdOf(result.error)}
      onRetry={() => read({ requestPolicy: 'network-only' })}
      retrying={result.fetching}
    />
  );
}

import { ErrorState, Skeleton } from '@portal/ui';
import type { ReactNode } from 'react';
import type { Reference } from './reference.ts';
import { useReference } from './use-reference.ts';

/** What the schema says, or that it is on its way, or that it did not come. */
export function ReferenceView({ children }: { readonly children: (reference: Reference) => ReactNode }) {
  const state = useReference();
  if (state.status === 'ready') return children(state.reference);
  if (state.status === 'loading') return <Skeleton lines={12} />;
  return <ErrorState title="Não foi possível ler o esquema da API" onRetry={state.retry} />;
}

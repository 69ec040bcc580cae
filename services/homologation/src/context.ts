import type { GraphContext } from '@portal/service-kit';

/** What an operation has: who asks, and a database of its own. */
export type HomologationContext = GraphContext;

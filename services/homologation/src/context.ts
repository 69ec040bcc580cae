import type { GraphContext } from '@portal/service-kit';
import type { JudgeThreads } from './validation/judge-threads.ts';

/** What an operation has: who asks, a database of its own, the parts of the service. */
export interface HomologationContext extends GraphContext {
  judgeThreads: JudgeThreads;
}

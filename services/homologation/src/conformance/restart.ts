import type { HomologationContext } from '../context.ts';
import { type Settled, settle } from '../settle.ts';
import type { ConformanceRun } from './conformance-run.ts';
import { refuseUnknownRun } from './declare.ts';
import type { RestartConformanceRunInput } from './run-input.ts';

export function restartRun(
  ctx: HomologationContext,
  _input: RestartConformanceRunInput,
): Promise<Settled<{ run: ConformanceRun; redo: string[] }>> {
  return settle(
    ctx,
    async () => refuseUnknownRun(),
    async () => refuseUnknownRun(),
  );
}

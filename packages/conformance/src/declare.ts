import { completed } from './advance.ts';
import type { Declaration, RunState } from './run-state.ts';
import type { Requirement, Suite } from './suite.ts';

/** Whether that may be declared of a requirement. */
export function mayDeclare({ attest, mayNotApply }: Requirement, kind: Declaration['kind']): boolean {
  return kind === 'ATTESTED' ? attest !== null : mayNotApply !== null;
}

/** A run in which somebody declares that a requirement does not apply, or attests it; throws where that may not be. */
export function declare(suite: Suite, state: RunState, requirementId: string, declaration: Declaration): RunState {
  const requirement = suite.requirements.find(({ id }) => id === requirementId);
  if (!requirement || !mayDeclare(requirement, declaration.kind)) {
    throw new Error(`${declaration.kind} is not declared of ${requirementId}`);
  }
  const declarations = { ...state.declarations, [requirementId]: declaration };
  return completed(suite, { ...state, declarations }, declaration.at);
}

/** A run without what was declared of a requirement. */
export function withdraw(suite: Suite, state: RunState, requirementId: string, at: number): RunState {
  const { [requirementId]: _withdrawn, ...declarations } = state.declarations;
  return completed(suite, { ...state, declarations }, at);
}

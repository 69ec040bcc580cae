import { advance, openRun } from '../advance.ts';
import type { CallFacts } from '../call-facts.ts';
import type { Nearest, RunState, StepState } from '../run-state.ts';
import type { Forbidden, Seen, Step, Suite } from '../suite.ts';

/** A suite of one step that expects this. */
export function suiteOfOneStep(see: Partial<Seen>[], mustNot: Partial<Forbidden>[] = []): Suite {
  const step: Step = {
    id: 'a/b',
    title: 'B',
    how: 'Faça B.',
    fault: null,
    recertify: 'MAJOR',
    see: see.map((one, place) => ({ as: `chamada ${'abcdef'[place]}`, notBefore: null, within: null, ...one })),
    mustNot: mustNot.map((one) => ({
      after: 'chamada a',
      before: null,
      for: null,
      moreThan: 0,
      because: 'Não.',
      ...one,
    })),
  };
  const requirement = { id: 'a', title: 'A', severity: 'REQUIRED', source: 'https://example.org' } as const;
  return {
    id: 'x',
    version: '1.0.0',
    hash: 'h',
    title: 'X',
    services: ['x'],
    changed: null,
    requirements: [{ ...requirement, attest: null, notTested: null, mayNotApply: null, steps: [step] }],
  };
}

/** What the step comes to after calls. */
export function stepAfter(
  suite: Suite,
  calls: readonly CallFacts[],
): { state: RunState; step: StepState; nearest: Nearest | null } {
  let state = openRun(suite, null);
  let nearest: Nearest | null = null;
  for (const call of calls) ({ state, nearest } = advance(suite, state, call));
  const step = state.steps['a/b'];
  if (!step) throw new Error('the step is not there');
  return { state, step, nearest };
}

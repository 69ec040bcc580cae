import type { Step, Suite } from '@portal/conformance';
import { documentOf, type Parties } from './document.ts';
import { SCENARIOS, type Sendable, SILENCE_MS, type Stage } from './scenarios.ts';

/** What a suite is played with; documents are made here. */
export interface SuiteStage extends Omit<Stage, 'document'> {
  now: () => Date;
  /** Told before each scenario, of the steps that it is for. */
  begins: (steps: readonly Step[]) => void;
}

/** Does all that a suite asks to see, one scenario after the other, and last what had to be silent for a minute. */
export async function playSuite(suite: Suite, stage: SuiteStage): Promise<void> {
  const steps = suite.requirements.flatMap((requirement) => requirement.steps);
  const kind = kindOf(steps);
  const last: { from: number; then: () => Promise<void> }[] = [];
  for (const scenario of SCENARIOS) {
    const played = steps.filter(({ id }) => scenario.steps.includes(id));
    if (played.length === 0) continue;
    stage.begins(played);
    const document: Stage['document'] = (like) => documentFor(kind, stage.parties, stage.now(), like);
    const then = await scenario.play({ ...stage, document });
    if (then) last.push({ from: stage.now().getTime() + SILENCE_MS, then });
  }
  for (const { from, then } of last) {
    await stage.pause(Math.max(0, from - stage.now().getTime()));
    await then();
  }
}

/** The kind of document that a suite is about: of several the last, which is the newest. */
function kindOf(steps: readonly Step[]): string {
  const kinds = steps.flatMap(({ see }) => see.flatMap(({ documentKind }) => documentKind ?? []));
  const kind = kinds.at(-1);
  if (kind === undefined) throw new Error('O roteiro não trata de nenhum documento.');
  return kind;
}

function documentFor(kind: string, parties: Parties, now: Date, like: Sendable | undefined): Sendable {
  const document = documentOf(kind, parties, now);
  return like ? { ...structuredClone(like), identifier: document.identifier } : document;
}

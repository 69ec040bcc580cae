import { lintStep } from './lint-step.ts';
import { readSuite, SuiteError, suiteIds } from './read-suite.ts';
import type { Suite } from './suite.ts';
import { type Versions, writtenVersions } from './versions.ts';

/** What is wrong with the suites of a folder, each with where it stands; nothing where all is well. */
export function lintSuites(folder: string): string[] {
  const written = writtenVersions(folder);
  return suiteIds(folder).flatMap((id) => {
    try {
      const suite = readSuite(folder, id);
      return [...lintSuite(suite), ...lintVersion(suite, written)].map((problem) => `${id}.yaml: ${problem}`);
    } catch (error) {
      if (error instanceof SuiteError) return [error.message];
      throw error;
    }
  });
}

/** What is wrong with a suite, its version left out. */
export function lintSuite({ requirements }: Suite): string[] {
  const steps = requirements.flatMap((requirement) => requirement.steps);
  return [
    ...twice(requirements.map(({ id }) => id)),
    ...twice(steps.map(({ id }) => id)),
    ...steps.flatMap((step) => lintStep(step).map((problem) => `${step.id}: ${problem}`)),
  ];
}

/** A version says for ever what it said when it was written down: runs are pinned to it. */
function lintVersion({ id, version, hash, changed }: Suite, written: Versions): string[] {
  const same = written[id]?.[version];
  if (same === undefined) return [`version: ${version} is not written down: pnpm suites`];
  const isFirst = Object.keys(written[id] ?? {}).every((one) => one === version);
  if (!isFirst && changed === null) return [`changed: what does ${version} change?`];
  return same === hash ? [] : [`version: ${version} said something else: give it another one, and say what changed`];
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, place) => ids.indexOf(id) < place).map((id) => `${id} stands there twice`);
}

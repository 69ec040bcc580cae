import { lintSuites } from './lint.ts';
import { SUITES_FOLDER } from './suites.ts';
import { writeVersions } from './versions.ts';

/** `pnpm suites`: writes down what new versions say, and tells what is wrong with any. */
for (const version of writeVersions(SUITES_FOLDER)) console.log(version);
for (const problem of lintSuites(SUITES_FOLDER)) {
  console.error(problem);
  process.exitCode = 1;
}

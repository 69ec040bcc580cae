import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from './failures.ts';
import { ROOT } from './run.ts';

describe('what failed, told once more at the end of a long run', () => {
  test('of Vitest: each failed test, and a file that could not be read', () => {
    const failures = failuresOfVitest({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      testResults: [
        {
          name: join(ROOT, 'packages/a/src/a.test.ts'),
          status: 'failed',
          assertionResults: [
            { fullName: 'a holds', status: 'passed' },
            {
              fullName: 'a breaks',
              status: 'failed',
              failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m\n at a.ts:3'],
            },
          ],
        },
        {
          name: join(ROOT, 'packages/b/src/b.test.ts'),
          status: 'failed',
          message: 'No such file',
          assertionResults: [],
        },
        { name: join(ROOT, 'packages/c/src/c.test.ts'), status: 'passed', assertionResults: [] },
      ],
    });
    expect(failures).toEqual([
      'packages/a/src/a.test.ts › a breaks\n    expected 1 to be 2\n     at a.ts:3',
      'packages/b/src/b.test.ts\n    No such file',
    ]);
  });

  test('of Playwright: journeys within suites, those that passed only on another try, and what failed outside any', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'a.spec.ts',
      tests: [{ status, results: [{ errors: status === 'expected' ? [] : [{ message: 'Timeout' }] }] }],
    });
    const failures = failuresOfPlaywright({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      suites: [
        { specs: [spec('one', 'expected')], suites: [{ specs: [spec('two', 'unexpected'), spec('three', 'flaky')] }] },
      ],
      errors: [{ message: 'the portal did not start' }],
    });
    expect(failures).toEqual([
      'playwright\n    the portal did not start',
      'a.spec.ts › two\n    Timeout',
      'a.spec.ts › three\n    Timeout',
    ]);
  });

  test('a long message is told by its beginning', () => {
    const message = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
    const [failure] = failuresOfPlaywright({
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
      suites: [],
      errors: [{ message }],
    });
    expect(failure?.split('\n')).toHaveLength(26);
  });
});

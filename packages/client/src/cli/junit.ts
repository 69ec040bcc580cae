/** A case of a JUnit report. */
export interface JunitCase {
  name: string;
  /** What it is a case of. */
  className: string;
  /** What is wrong; absent where nothing is. */
  failure?: { message: string; text: string };
  /** Why it could not be told. */
  error?: { message: string; text: string };
  /** Why it was not looked at, or not yet. */
  skipped?: string;
}

/** A report as continuous integration reads it: JUnit's XML. */
export function junitReport(suite: string, cases: readonly JunitCase[]): string {
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure).length,
    errors: cases.filter(({ error }) => error).length,
    skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(counts)}>`,
    `  <testsuite${attributes({ name: suite, ...counts })}>`,
    ...cases.map(caseOf),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf({ name, className, failure, error, skipped }: JunitCase): string {
  const opened = `    <testcase${attributes({ name, classname: className })}`;
  if (failure) return `${opened}>\n${told('failure', failure)}\n    </testcase>`;
  if (skipped !== undefined) return `${opened}>\n      <skipped${attributes({ message: skipped })}/>\n    </testcase>`;
  return error ? `${opened}>\n${told('error', error)}\n    </testcase>` : `${opened}/>`;
}

function told(tag: string, { message, text }: { message: string; text: string }): string {
  return `      <${tag}${attributes({ message })}>${escaped(text)}</${tag}>`;
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML has no letter for is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
}

import { expect, test } from 'vitest';
import { junitReport } from './junit.ts';

test('a report counts its cases, and what is told in it is text, whatever it is', () => {
  const hostile = { message: '<a> & "b"', text: 'c\u0000\ud800]]>\u001b[31m' };
  expect(
    junitReport('portal validate', [
      { name: 'right.json', className: 'RIA-R' },
      { name: `"'<&>.json`, className: 'RAC', failure: hostile },
      { name: 'large.json', className: 'documento', error: { message: 'too much', text: '' } },
      { name: 'later', className: 'ria-r', skipped: 'not "yet"' },
    ]),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" errors="1" skipped="1">
  <testsuite name="portal validate" tests="4" failures="1" errors="1" skipped="1">
    <testcase name="right.json" classname="RIA-R"/>
    <testcase name="&quot;&apos;&lt;&amp;&gt;.json" classname="RAC">
      <failure message="&lt;a&gt; &amp; &quot;b&quot;">c\uFFFD]]&gt;[31m</failure>
    </testcase>
    <testcase name="large.json" classname="documento">
      <error message="too much"></error>
    </testcase>
    <testcase name="later" classname="ria-r">
      <skipped message="not &quot;yet&quot;"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

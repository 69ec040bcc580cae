import { expect, test } from 'vitest';
import { advance, openRun } from './advance.ts';
import type { CallFacts } from './call-facts.ts';
import { declare } from './declare.ts';
import { junit } from './junit.ts';
import { suites } from './suites.ts';
import { armed, sentCall, tokenCall } from './testing/calls.ts';

test('a run is told as JUnit: failed, inconclusive and waiting apart', () => {
  const suite = suites().find(({ id }) => id === 'ria-r');
  if (!suite) throw new Error('there is no suite RIA-R');
  const calls: CallFacts[] = [
    tokenCall('t'),
    sentCall('a', { at: 1_000, connector: 'conector/1.0.0' }),
    sentCall('b', { at: 2_000, status: 503, documentId: null, fault: armed('ERROR_503', 9) }),
    sentCall('b', { at: 3_000 }),
    sentCall('c', { at: 4_000, status: 401, documentId: null, fault: armed('EXPIRED_TOKEN') }),
    tokenCall('u', { at: 5_000, status: 500, ours: true }),
  ];
  let state = calls.reduce((run, call) => advance(suite, run, call).state, openRun(suite, null));
  state = declare(suite, state, 'document.deleted', {
    kind: 'NOT_APPLICABLE',
    reason: 'Nunca & "jamais".',
    by: 'p',
    at: 1,
  });
  const xml = junit(suite, state);
  expect(xml).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites tests="\d+" failures="1" errors="2" skipped="\d+">/,
  );
  expect(xml).toContain(`<testsuite name="ria-r ${suite.version} (conector/1.0.0)"`);
  expect(xml).toContain('<testcase name="Documento aceito, com o id da RNDS" classname="document.created/accepted"/>');
  expect(xml).toMatch(/classname="retry.wait\/retry-after"><failure message="Antes do fim do Retry-After/);
  expect(xml).toMatch(/classname="token.renewal\/expired"><error message="O ambiente de homologação falhou/);
  expect(xml).toContain(
    'classname="document.deleted"><skipped message="Não se aplica: Nunca &amp; &quot;jamais&quot;."/>',
  );
  expect(xml).toMatch(/classname="access.clock"><skipped message="Não é testado: /);
  expect(xml).toMatch(/classname="errors.told"><skipped message="Falta declarar: /);
});

import { readFile } from 'node:fs/promises';
import { vaccinationNow } from '@portal/judge/testing/now';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InstalledClient } from './installed-client.ts';
import { Person, portalUrl } from './person.ts';

let client: InstalledClient;
beforeAll(async () => {
  client = await InstalledClient.install();
});
afterAll(() => client[Symbol.asyncDispose]());

type Bundle = ReturnType<typeof vaccinationNow>;

const right = () => JSON.stringify(vaccinationNow(), null, 2);
const changed = (change: (bundle: Bundle) => void) => {
  const bundle = vaccinationNow();
  change(bundle);
  return JSON.stringify(bundle, null, 2);
};
const wrong = () => changed(({ entry }) => Object.assign(entry[0]?.resource ?? {}, { status: 'preliminary' }));
const prescription = () =>
  changed(({ entry }) => {
    Object.assign(entry[0]?.resource ?? {}, {
      meta: undefined,
      type: { coding: [{ system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/BRTipoDocumento', code: 'REPM' }] },
    });
  });

/** As nobody: no token. */
const validate = (...args: string[]) => client.portal(['validate', ...args], { env: { PORTAL_URL: portalUrl() } });

test('a document with nothing to mend ends with 0', async () => {
  const { code, stdout, stderr } = await validate(await client.file('right.json', right()));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/right\.json: nada a corrigir \(RIA-R, br\.gov\.saude\.ria\.fhir 1\.0\.0-release\)\n$/);
});

test('one with something to mend ends with 1, and says what, where and how it should be', async () => {
  const paths = [await client.file('one.json', right()), await client.file('other.json', wrong())];
  const { code, stdout } = await validate(...paths);
  expect(code).toBe(1);
  expect(stdout).toContain('one.json: nada a corrigir');
  expect(stdout).toMatch(/other\.json: \d+ a corrigir/);
  expect(stdout).toMatch(/ {2}\d+:\d+ Bundle\.entry\[0\]\.resource\.status\n {4}EHR-ERR924: /);
  expect(stdout).toContain('    - "status": "preliminary"\n    + "status": "final"\n');
});

test('one that could not be judged ends with 3, but with 1 beside one that is wrong', async () => {
  const late = await client.file('prescricao.json', prescription());
  const large = await client.file('grande.json', ' '.repeat(2_000_001));
  expect(await validate(late, large)).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(
      /prescricao\.json: REPM ainda não é julgado.*grande\.json: não pôde ser julgado\n {2}1:1 /s,
    ),
  });
  expect((await validate(late, await client.file('wrong.json', wrong()))).code).toBe(1);
  expect((await validate(client.path('none.json'))).code).toBe(66);
});

test('one of two megabytes is judged as any other, though no other request may be as large', async () => {
  const path = await client.file('muito.json', right().padEnd(1_990_000, ' \n'));
  expect(await validate(path)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('muito.json: nada a corrigir'),
  });
});

test('for programs it is JSON, and a report for continuous integration beside it', async () => {
  const path = await client.file('wrong.json', wrong());
  const report = client.path('report.xml');
  const { code, stdout } = await validate(path, '--json', '--junit', report);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { file: path, outcome: 'INVALID', documentKind: { code: 'RIA-R' }, hasMoreFindings: false },
  ]);
  const xml = await readFile(report, 'utf8');
  expect(xml).toContain('<testsuite name="portal validate" tests="1" failures="1" errors="0" skipped="0">');
  expect(xml).toContain('EHR-ERR924');
});

test('whatever is sent to the open door is answered, and all else goes on', async () => {
  const anybody = Person.anonymous();
  const ask = (content: string) =>
    anybody.ask<{ validateDocument: { outcome: string } | null }>(
      'query ($content: String!) { validateDocument(content: $content) { outcome findings { kind } } }',
      { content },
    );
  const contents = ['', '['.repeat(400_000), '{"a":'.repeat(90_000), '<a>'.repeat(100_000), '\u0000', '\uFFFD', '{}'];
  const answers = await Promise.all(contents.map(ask));
  for (const { data, errors } of answers)
    expect([data?.validateDocument?.outcome, errors]).toEqual(['INVALID', undefined]);
  expect((await ask('x'.repeat(2_000_001))).data?.validateDocument?.outcome).toBe('NOT_JUDGED');
});

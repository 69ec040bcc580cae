import { readFile } from 'node:fs/promises';
import { API_SCOPES, ERROR_CATALOGUE } from '@portal/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { EXAMPLES, PAGES } from './pages.ts';

let stand: TestGateway;
let url: string;
let text: string;
beforeAll(async () => {
  stand = await startTestGateway({ config: { budgetLimits: undefined } });
  url = stand.gateway.url;
  text = await (await fetch(`${url}/llms.txt`)).text();
});
afterAll(() => stand[Symbol.asyncDispose]());

/** Without what is written in code, whose # are no headings. */
const prose = () => text.replace(/```.*?```/gs, '');

it('answers in Markdown, for a while, to pages of any origin', async () => {
  const { status, headers } = await fetch(`${url}/llms.txt`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  expect(headers.get('access-control-allow-origin')).toBe('*');
});

it('has the form of llmstxt.org: a title, a quote, details, then sections that are lists of links', () => {
  const [details = '', ...sections] = prose().split(/^## /m);
  expect(details).toMatch(/^# Portal de Serviços\n\n> .+\n\n- /);
  expect(details.match(/^#/gm)).toHaveLength(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(['Documentação', 'Exemplos', 'Optional']);
  for (const section of sections) {
    const lines = section.trim().split('\n').slice(2);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toMatch(/^- \[[^\]]+\]\(https?:\S+\): .+$/);
  }
});

it('holds every scope, every code, the budgets and the examples at this very address', async () => {
  for (const scope of API_SCOPES) expect(text).toContain(`- \`${scope}\`: `);
  for (const { code } of ERROR_CATALOGUE) expect(text).toContain(`\`${code}\``);
  expect(text).toContain('por token de uma pessoa, 10.000 por minuto');
  expect(text).toContain(`POST ${url}/graphql`);
  expect(text).toContain(`npx -y --allow-remote=root ${url}/client.tgz`);
  expect(text).not.toContain('localhost:4000');
  expect(text).not.toContain('undefined');
  const example = await readFile(new URL('../../../../docs/examples/javascript.mjs', import.meta.url), 'utf8');
  expect(text).toContain(example.replaceAll('http://localhost:4000', url).trim());
});

it('links what this gateway answers', async () => {
  const targets = [...prose().matchAll(/\]\((\S+)\)/g)].map(([, target = '']) => target);
  // The pages of the console lie in files that were built; all else the gateway answers by itself.
  const own = targets.filter((target) => /\.\w+$|\/\.well-known\//.test(target));
  expect(own).toHaveLength(2 + PAGES.length + EXAMPLES.length);
  for (const target of own) expect([target, (await fetch(target)).status]).toEqual([target, 200]);
});

it.each([...PAGES, ...EXAMPLES])('serves docs/$path, with no link that leads nowhere', async ({ path }) => {
  const response = await fetch(`${url}/docs/${path}`);
  expect(response.headers.get('content-type')).toBe(
    path.endsWith('.md') ? 'text/markdown; charset=utf-8' : 'text/plain; charset=utf-8',
  );
  const page = await response.text();
  expect(page.length).toBeGreaterThan(500);
  expect(page).not.toContain('localhost:4000');
  if (!path.endsWith('.md')) return;
  for (const [, target = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
    if (/^(https?:|#)/.test(target)) continue;
    expect([target, (await fetch(new URL(target, `${url}/docs/${path}`))).status]).toEqual([target, 200]);
  }
});

it.each(['operation.md', 'examples/', 'examples/../operation.md', '..%2Fpackage.json', 'images/form.png', ''])(
  'serves nothing else of docs/: %s',
  async (path) => {
    expect((await fetch(`${url}/docs/${path}`)).status).toBe(404);
  },
);

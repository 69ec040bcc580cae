import axe from 'axe-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import * as ui from '../src/index.ts';
import { show } from './show.tsx';
import { stories } from './stories.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a page of its own is asked for, and a part of one is not. */
const OF_PAGES = ['region', 'landmark-one-main', 'page-has-heading-one', 'heading-order'];

const sources = Object.values(
  import.meta.glob<string>('./*.stories.tsx', { eager: true, query: '?raw', import: 'default' }),
);

beforeAll(() => {
  document.documentElement.lang = 'pt-BR';
});

describe.each([
  { look: 'wide', width: 1280, appearance: 'light' },
  { look: 'narrow', width: 320, appearance: 'light' },
  { look: 'dark', width: 1280, appearance: 'dark' },
  { look: 'high contrast', width: 1280, appearance: 'high-contrast' },
])('$look', ({ width, appearance }) => {
  beforeAll(async () => {
    await page.viewport(width, 800);
    document.documentElement.dataset.appearance = appearance;
  });

  test.each(stories.map(({ name }) => name))('%s', async (name) => {
    show(name);
    expect(await violations()).toEqual([]);
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth, 'runs out of its place').toBeLessThanOrEqual(clientWidth);
  });
});

test('there is a story of each component', () => {
  const components = Object.entries(ui).filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function');
  const untold = components.filter(([name]) => !sources.some((source) => new RegExp(`<${name}\\b`).test(source)));
  expect(untold.map(([name]) => name)).toEqual([]);
});

async function violations(): Promise<string[][]> {
  const rules = Object.fromEntries(OF_PAGES.map((rule) => [rule, { enabled: false }]));
  const found = await axe.run(document, { runOnly: RULES, rules, resultTypes: ['violations'] });
  return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

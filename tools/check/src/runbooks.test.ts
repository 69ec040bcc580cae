import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './run.ts';

const runbooks = await readFile(join(ROOT, 'docs/runbooks.md'), 'utf8');
const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
const alerts = await readFile(join(ROOT, 'deploy/monitoring/alerts.yaml'), 'utf8');

/** What a line of the kind names, between backticks, up to the next kind. */
function named(kind: string): string[] {
  const parts = [...runbooks.matchAll(new RegExp(`(?:^- |[;·] )${kind}: ([^\\n;]*)`, 'gm'))];
  return parts.flatMap(([, text = '']) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

let sources: string;
beforeAll(async () => {
  const found = glob(['services/*/src/**/*.ts', 'packages/service-kit/src/**/*.ts', 'tools/start/src/*.ts'], {
    cwd: ROOT,
  });
  const texts: Promise<string>[] = [];
  for await (const path of found) if (!path.endsWith('.test.ts')) texts.push(readFile(join(ROOT, path), 'utf8'));
  sources = (await Promise.all(texts)).join('\n');
});

describe('docs/runbooks.md', () => {
  test('has for each alarm what one sees, what to do and how one knows that it is over', () => {
    const alarms = runbooks.split(/^## /m).slice(1);
    expect(alarms.length).toBeGreaterThanOrEqual(10);
    for (const alarm of alarms) expect(alarm).toMatch(/^(?:.*\n)+(?:Over: |It never holds again)/);
  });

  test.each([...new Set(named('log'))])('log: %s', (line) => {
    expect(sources.includes(line)).toBe(true);
  });

  test.each([...new Set(named('metric'))])('metric: %s', (metric) => {
    // Those of Node's own come with prom-client.
    if (!metric.startsWith('nodejs_') && metric !== 'failing') expect(sources.includes(`name: '${metric}'`)).toBe(true);
  });

  test.each([...new Set(named('doctor'))])('doctor: %s', (name) => {
    expect(new RegExp(`['\`]${name}|} ${name}:`).test(sources)).toBe(true);
  });

  test.each([...new Set(named('alert'))])('alert: %s', (alert) => {
    expect(alerts).toContain(`- alert: ${alert}\n`);
  });

  test('names no command that there is not', () => {
    const commands = [...runbooks.matchAll(/pnpm@12 (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

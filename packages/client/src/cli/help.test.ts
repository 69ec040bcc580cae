import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { EXIT_MEANINGS } from './exit-code.ts';
import { commandHelp, generalHelp } from './help.ts';

const README = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

test('the README knows every command, its options, and every exit code', () => {
  const reference = README.slice(README.indexOf('## `portal`'));
  for (const { name, options } of COMMANDS) {
    expect(reference).toMatch(new RegExp(`portal ${name}\\b`));
    for (const option of Object.keys(options))
      expect({ name, option, in: reference.includes(`--${option}`) }).toEqual({ name, option, in: true });
  }
  const rows = [...reference.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(rows).toEqual(EXIT_MEANINGS.map(([code]) => code));
});

test('--help names every command, and each tells its options and its examples, none with a secret', () => {
  for (const command of COMMANDS) {
    expect(generalHelp()).toContain(`  ${command.name}`);
    const help = commandHelp(command);
    for (const option of Object.keys(command.options)) expect(help).toContain(`  --${option}`);
    for (const example of command.examples ?? []) expect(example).not.toMatch(/pds_|--(client-secret|token) /);
  }
});

test('help fits a terminal, but for the lines of its tables', () => {
  for (const { details = '', summary } of COMMANDS) {
    for (const line of [summary, ...details.split('\n')]) expect(line.length).toBeLessThanOrEqual(120);
  }
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { EXIT_MEANINGS } from './exit-code.ts';
import { COMMON_OPTIONS, commandHelp, generalHelp } from './help.ts';

const manual = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

test.each(['README.md', 'README.pt-BR.md'])(
  '%s knows every command, its options, and every exit code',
  async (name) => {
    const text = await manual(name);
    const reference = text.slice(text.indexOf('## `portal`'));
    for (const { name, options } of COMMANDS) {
      expect(reference).toMatch(new RegExp(`portal ${name}\\b`));
      for (const option of Object.keys(options))
        expect({ name, option, in: reference.includes(`--${option}`) }).toEqual({ name, option, in: true });
    }
    const rows = [...reference.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(rows).toEqual(EXIT_MEANINGS.map(([code]) => code));
  },
);

test('--help names every command, and each tells its options and its examples, none with a secret', () => {
  for (const command of COMMANDS) {
    expect(generalHelp()).toContain(`  ${command.name}`);
    const help = commandHelp(command);
    for (const option of Object.keys(command.options)) expect(help).toMatch(new RegExp(`^  (-\\w, )?--${option}`, 'm'));
    for (const example of command.examples ?? []) expect(example).not.toMatch(/pds_|--(client-secret|token) /);
  }
});

test('help fits a terminal, but for the lines of its tables', () => {
  for (const { details = '', summary } of COMMANDS) {
    for (const line of [summary, ...details.split('\n')]) expect(line.length).toBeLessThanOrEqual(120);
  }
});

test('the two manuals say the same: their programs, sections and tables', async () => {
  const [english, portuguese] = await Promise.all([manual('README.md'), manual('README.pt-BR.md')]);
  const shapeOf = (text: string) => ({
    programs: [...text.matchAll(/^```ts.*\n(.*?)^```$/gms)].map(([, program]) => program),
    sections: text.match(/^#+ /gm),
    rows: text.match(/^\|/gm)?.length,
  });
  expect(shapeOf(portuguese)).toEqual(shapeOf(english));
});

test('a letter stands for one option alone', () => {
  for (const { name, options } of COMMANDS) {
    const letters = Object.values({ ...options, ...COMMON_OPTIONS }).flatMap(
      ({ short }: { short?: string }) => short ?? [],
    );
    expect([name, new Set(letters).size]).toEqual([name, letters.length]);
  }
});

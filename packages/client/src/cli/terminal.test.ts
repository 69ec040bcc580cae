import { describe, expect, test } from 'vitest';
import { ProgressBar } from './progress-bar.ts';
import { type Streams, Terminal } from './terminal.ts';

/** Streams that keep what is written. */
function streams(isTTY: boolean, env: NodeJS.ProcessEnv = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const made = { stdin: process.stdin, stdout: stream('stdout'), stderr: stream('stderr'), env };
  return { streams: made as unknown as Streams, written };
}

test.each<[string, boolean, NodeJS.ProcessEnv, string]>([
  ['on a terminal', true, {}, '\u001b[32mAprovada\u001b[39m'],
  ['in a pipe', false, {}, 'Aprovada'],
  ['with NO_COLOR', true, { NO_COLOR: '1' }, 'Aprovada'],
  ['with an empty NO_COLOR', true, { NO_COLOR: '' }, '\u001b[32mAprovada\u001b[39m'],
  ['on a dumb terminal', true, { TERM: 'dumb' }, 'Aprovada'],
])('colours %s', (_where, isTTY, env, expected) => {
  expect(new Terminal(streams(isTTY, env).streams, false).paint('green', 'Aprovada')).toBe(expected);
});

describe('a progress bar', () => {
  test('is drawn over itself on a terminal, and taken away at the end', () => {
    const { streams: made, written } = streams(true);
    {
      using bar = new ProgressBar(new Terminal(made, false), 'bundle.pdf', 2_097_152);
      bar.show(0);
      bar.show(1_048_576);
      bar.show(1_048_577);
      bar.show(2_097_152);
    }
    expect(written.stderr.split('\r\u001b[K')).toEqual([
      '',
      'bundle.pdf ░░░░░░░░░░░░░░░░░░░░░░░░   0% de 2 MB',
      'bundle.pdf ████████████░░░░░░░░░░░░  50% de 2 MB',
      'bundle.pdf ████████████████████████ 100% de 2 MB',
      '',
    ]);
    expect(written.stdout).toBe('');
  });

  test.each([
    ['is a line in a pipe', false, false, 'Enviando bundle.pdf (2 MB)…\n'],
    ['is nothing beside JSON', true, true, ''],
  ])('%s', (_how, isTTY, json, stderr) => {
    const { streams: made, written } = streams(isTTY);
    {
      using bar = new ProgressBar(new Terminal(made, json), 'bundle.pdf', 2_097_152);
      bar.show(1_048_576);
    }
    expect(written).toEqual({ stdout: '', stderr });
  });
});

import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { redactText } from './redaction.ts';
import { quickest } from './testing.ts';
import { traceIdOf, traceparentOf, withTrace } from './trace.ts';

/** What grew with the square of the text took 10 seconds. */
const WITHIN_MS = 500;

/** What a logger writes, as its own stream would get it. */
function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const logger = createLogger('test');
  logger.level = 'info';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  (logger as unknown as Record<symbol, unknown>)[pino.symbols.streamSym] = stream;
  write(logger);
  return text;
}

test('secrets are taken out by their key', () => {
  const entry = {
    password: 'hunter2',
    caller: { cpf: '52998224725', token: 'hunter2', name: 'Ana' },
    variables: { a: 'hunter2' },
  };
  const line = logged((logger) => logger.info(entry, 'asked'));
  expect(line).toContain('"name":"Ana"');
  expect(line).not.toMatch(/hunter2|52998224725/);
});

test('an error is logged by its class, its code and its stack, without what the database tells of the row', () => {
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'person_cpf',
    detail: 'Key (cpf)=(52998224725) already exists.',
    cause: new Error('Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbmEifQ.c2ln from 529.982.247-25'),
  });
  const line = logged((logger) => logger.error({ err: error }, 'failed'));
  expect(line).toContain('"code":"23505"');
  expect(line).toContain('"constraint":"person_cpf"');
  expect(line).toContain('Bearer [token] from [cpf]');
  expect(line).not.toMatch(/52998224725|529\.982/);
});

test('a line carries the trace of what is under way', () => {
  const line = withTrace('0af7651916cd43dd8448eb211c80319c', () => logged((logger) => logger.info('here')));
  expect(JSON.parse(line)).toMatchObject({ name: 'test', traceId: '0af7651916cd43dd8448eb211c80319c' });
});

test('a thousand lines that are one cause’s doing are few, and hide nothing of others', () => {
  const write = (cause?: string) =>
    logged((logger) => withTrace('x', () => Array.from({ length: 1_000 }, () => logger.warn('again')), cause)).split(
      '\n',
    ).length - 1;
  expect(write('anonymous 200.130.0.77')).toBe(60);
  expect(write('anonymous 200.130.0.78')).toBe(60);
  expect(write()).toBe(1_000);
});

test.each([
  ['postgres://portal:hunter2@localhost/x', 'postgres://portal:[password]@localhost/x'],
  ['CPF 52998224725.', 'CPF [cpf].'],
  ['of pds_fYNlDrdNiGD8gAmD5lDyH7jmblcEEO11KNkH.', 'of [token].'],
  ['of whsec_K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=.', 'of [token].'],
  ['of pdt_fYNlDrdNiGD8gAmD5lDyH7jmblcEEO11KNkH.', 'of [token].'],
  [`of pds_hml_${'a'.repeat(43)}`, 'of [token]'],
  ['of eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbmEifQ.c2ln.', 'of [token].'],
  ['of eyJhbGciOiJFZERTQSJ9.eyJzdWIi', 'of [token]'],
  ['at 1764005520000 ms', 'at 1764005520000 ms'],
  ['CNPJ 11222333000181', 'CNPJ 11222333000181'],
])('%s is logged as %s', (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test.each([
  'eyJ-',
  'eyJa',
  'eyJ.',
  'eyJhbGciOiJFZERTQSJ9.',
  '://a:',
  'a://',
  '/:',
  'pds_',
  'whsec_',
  '5.',
  '529.982.',
  ':@',
])('a text of %s over and over takes no time to redact', async (text) => {
  const took = await quickest(WITHIN_MS, () => {
    const long = `@${text.repeat(200_000 / text.length)}`;
    // Of the processor: what others on the machine take says nothing of it.
    const before = process.cpuUsage();
    redactText(long);
    return process.cpuUsage(before).user / 1_000;
  });
  expect(took).toBeLessThan(WITHIN_MS);
});

test('a traceparent is kept, and one that cannot be read becomes a new trace', () => {
  const traceId = traceIdOf('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  expect(traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(traceIdOf(traceparentOf(traceId))).toBe(traceId);
  for (const wrong of [undefined, '', 'x', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, 7]) {
    expect(traceIdOf(wrong)).toMatch(/^[\da-f]{32}$/);
  }
});

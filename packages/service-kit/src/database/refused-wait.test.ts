import { expect, test } from 'vitest';
import { refusalBehind, refusedWait } from './refused-wait.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });

test.each(['53100', '53200', '53300', '55P03', '57P03', '40001'])(
  '%s undid the statement: it may be tried again',
  (code) => {
    expect(refusalBehind(refusedWait(coded(code), false))).toBe('busy');
  },
);

test.each(['53100', '55P03'])('%s undid a change as well', (code) => {
  expect(refusalBehind(refusedWait(coded(code), true))).toBe('busy');
});

test.each(['57P01', '57P02', 'ECONNRESET'])('nobody knows of a change that ended with %s', (code) => {
  expect(refusalBehind(refusedWait(coded(code), true))).toBe('unknown');
});

test.each(['23505', '42P01', '22001'])('%s says something of the statement itself', (code) => {
  expect(refusedWait(coded(code), true)).toBeUndefined();
});

test.each(['ENOSPC', 'EDQUOT'])('a file that finds no room (%s) was not kept, and may be sent again', (code) => {
  expect(refusalBehind(new Error('wrapped', { cause: coded(code) }))).toBe('busy');
});

test('what cannot be printed soon was not done, and may be asked for again', () => {
  expect(refusalBehind(coded('PRINTER_BUSY'))).toBe('busy');
});

import { expect, test } from 'vitest';
import { OperationError } from './errors.ts';
import { present } from './present.ts';
import { unwrap } from './unwrap.ts';

test('a payload without problems is given without them', () => {
  expect(unwrap({ deletedId: 'w1', problems: [] })).toEqual({ deletedId: 'w1' });
});

test.each([null, undefined])(
  'a payload that is %s, of a mutation that failed beside others, is no payload',
  (payload) => {
    expect(() => unwrap(payload)).toThrow(OperationError);
  },
);

test('what has to be there is given as it is, however empty', () => {
  for (const value of [[], '', 0, false]) expect(present(value)).toBe(value);
  expect(() => present(null)).toThrow(OperationError);
});

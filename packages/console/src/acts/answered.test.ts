import { expect, test } from 'vitest';
import { answered } from './answered.ts';

const done = { deletedId: 'w1', problems: [] };
const refused = { deletedId: null, problems: [{ message: 'Não existe.' }] };

test('a payload is an answer, be it of what was done or of what was refused', () => {
  for (const payload of [done, refused])
    expect(answered({ deleteWebhook: payload })).toEqual({ deleteWebhook: payload });
});

test.each([null, undefined, { deleteWebhook: null }, { deleteWebhook: undefined }, { first: done, second: null }])(
  'what failed is none: %j',
  (data) => {
    expect(answered(data)).toBeUndefined();
  },
);

import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { arrayLiteral } from './array-literal.ts';

test('PostgreSQL reads each value as it was, whatever is in it', async () => {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  // PostgreSQL has no NUL in a text.
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));
  const special = fc.constantFrom('', 'null', 'NULL', '{}', 'a,b', '"', '\\', 'a\nb', ' a ');
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(special, text, fc.constant(null))), async (values) => {
        const { rows } = await client.query<{ read: unknown }>('select $1::text[] as read', [arrayLiteral(values)]);
        expect(rows[0]?.read).toEqual(values);
      }),
    );
  } finally {
    await client.end();
  }
});

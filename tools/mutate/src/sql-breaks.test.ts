import { expect, test } from 'vitest';
import { breaksOfSql } from './sql-breaks.ts';

test.for<[string, string[]]>([
  [
    'select 1 from a where b = ? and c > now() order by d',
    [
      'select 1 from a where (b = ? or true) and c > now() order by d',
      'select 1 from a where b = ? and (c > now() or true) order by d',
    ],
  ],
  [
    'delete from a where id = ? or old returning id',
    [
      'delete from a where (id = ? or true) or old returning id',
      'delete from a where id = ? or (old and false) returning id',
    ],
  ],
  [
    'update a set b = ? where c in (select d from e where f) and g between ? and ?',
    [
      'update a set b = ? where (c in (select d from e where f) or true) and g between ? and ?',
      'update a set b = ? where c in (select d from e where (f or true)) and g between ? and ?',
      'update a set b = ? where c in (select d from e where f) and (g between ? and ? or true)',
    ],
  ],
  // A piece of a statement, which is whole by itself.
  ['not exists (select 1 from a where b = c)', ['not exists (select 1 from a where (b = c or true))']],
  // What a text holds is no word of the language.
  [`select ' and ' from a where "or" = 'where'`, [`select ' and ' from a where ("or" = 'where' or true)`]],
  // Not whole in this text.
  ['select 1 from a where (b = ', []],
])('of %j each condition counts no more, in turn', ([text, broken]) => {
  expect(breaksOfSql(text)).toEqual(broken);
});

test.for(['Where it is, and who has it.', 'the file was taken or is gone', 'a person was erased and where', ''])(
  '%j is not SQL',
  (text) => {
    expect(breaksOfSql(text)).toEqual([]);
  },
);

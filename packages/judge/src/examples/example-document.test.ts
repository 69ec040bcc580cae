import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../document-kinds.ts';
import { judge, openGuides } from '../index.ts';
import { exampleDocument } from './example-document.ts';

const guides = openGuides();
const judged = DOCUMENT_KINDS.filter(({ guide }) => guide !== null).map(({ code }) => code);
const moments = fc.date({
  min: new Date('2026-12-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

it.each(judged)('the example of %s is right whenever it is sent', (kind) => {
  fc.assert(
    fc.property(moments, (now) => {
      expect(judge(exampleDocument(kind, now), guides, now)).toEqual([]);
    }),
    {
      numRuns: 20,
      // The first and the last minutes of a day, there and in UTC.
      examples: ['00:00:10', '23:59:50', '02:59:59', '03:00:30'].map((time) => [new Date(`2028-02-29T${time}Z`)]),
    },
  );
});

it('there is none of a kind that is not judged', () => {
  expect(exampleDocument('REPM', new Date())).toBeUndefined();
  expect(exampleDocument('', new Date())).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { chapterAddress } from './chapter.ts';
import { CHAPTERS } from './chapters.ts';
import { searchManual } from './search-manual.ts';

const found = (text: string) => searchManual(CHAPTERS, text).map(({ chapter, part }) => `${chapter.slug}#${part.id}`);

describe('the manual is searched', () => {
  test('by the beginnings of words, without accents and case', () => {
    expect(found('EVIDENCIA')).toContain('evidencias#anexar');
    expect(found('vacina')).toEqual(['portfolio#escolher']);
    expect(found('trocar certificado')[0]).toBe('certificado#trocar');
  });

  test('by words with signs in them, as people write them', () => {
    for (const text of ['e-CNPJ', 'e-mail', 'gov.br']) expect(found(text)).not.toEqual([]);
  });

  test('for all of the words at once, and titles first', () => {
    expect(found('convidar')[0]).toBe('equipe#convidar');
    expect(found('convidar antivírus')).toEqual([]);
  });

  test.each(['', '   ', '(', '\u200b'])('and nothing is found by %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('the manual', () => {
  test('has an address of its own for each chapter and part', () => {
    const addresses = CHAPTERS.flatMap(({ slug, parts }) => [
      chapterAddress(slug),
      ...parts.map(({ id }) => chapterAddress(slug, id)),
    ]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('speaks of each of the six steps', () => {
    const titles = CHAPTERS.map(({ title }) => title).join(' ');
    for (const step of ['1', '2', '3', '4', '5', '6']) expect(titles).toMatch(new RegExp(`Passos? [^:]*${step}`));
  });

  test('leads to chapters that there are', () => {
    const links = CHAPTERS.flatMap(({ parts }) => parts.flatMap(({ links = [] }) => links.map(({ to }) => to)));
    const known = new Set(CHAPTERS.map(({ slug }) => chapterAddress(slug)));
    expect(links.filter((to) => to.startsWith('/manual') && !known.has(to))).toEqual([]);
  });
});

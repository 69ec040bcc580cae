import { globSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './run.ts';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** Addresses of headings, as GitHub makes them. */
function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

/** Links of a page that lead to no file, or to no heading of one. */
async function deadLinks(page: string): Promise<string[]> {
  const markdown = await readFile(page, 'utf8');
  const dead: string[] = [];
  for (const [, target = ''] of markdown.matchAll(LINK)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [path = '', anchor] = target.split('#');
    const file = path ? join(dirname(page), path) : page;
    const there = await stat(file).catch(() => null);
    const text = there?.isFile() && file.endsWith('.md') ? await readFile(file, 'utf8') : '';
    if (!there || (anchor && text && !anchorsOf(text).has(anchor))) dead.push(target);
  }
  return dead;
}

const pages = globSync(['README.md', 'docs/*.md', '{services,packages,tools}/*/*.md'], { cwd: ROOT });

it.each(pages)('no link of %s leads nowhere', async (page) => {
  expect(await deadLinks(join(ROOT, page))).toEqual([]);
});

/**
 * The level of each requirement of ASVS 5.0.0, by its place in its section: OWASP/ASVS, 5.0/docs_en, the CSV of the release.
 */
const LEVELS: Record<string, string> = {
  '1.1': '22',
  '1.2': '1111122223',
  '1.3': '112222222223',
  '1.4': '222',
  '1.5': '123',
  '2.1': '122',
  '2.2': '112',
  '2.3': '12223',
  '2.4': '23',
  '3.1': '3',
  '3.2': '113',
  '3.3': '12223',
  '3.4': '11222233',
  '3.5': '11122333',
  '3.6': '3',
  '3.7': '22333',
  '4.1': '12233',
  '4.2': '23333',
  '4.3': '22',
  '4.4': '1222',
  '5.1': '2',
  '5.2': '112333',
  '5.3': '113',
  '5.4': '222',
  '6.1': '122',
  '6.2': '111111112222',
  '6.3': '11223333',
  '6.4': '112233',
  '6.5': '22222333',
  '6.6': '2223',
  '6.7': '33',
  '6.8': '2222',
  '7.1': '222',
  '7.2': '1111',
  '7.3': '22',
  '7.4': '11222',
  '7.5': '223',
  '7.6': '22',
  '8.1': '1233',
  '8.2': '1123',
  '8.3': '133',
  '8.4': '23',
  '9.1': '111',
  '9.2': '1222',
  '10.1': '22',
  '10.2': '223',
  '10.3': '22223',
  '10.4': '1111122222233333',
  '10.5': '22222',
  '10.6': '22',
  '10.7': '222',
  '11.1': '2233',
  '11.2': '22233',
  '11.3': '11233',
  '11.4': '1222',
  '11.5': '23',
  '11.6': '23',
  '11.7': '33',
  '12.1': '12233',
  '12.2': '11',
  '12.3': '22223',
  '13.1': '2333',
  '13.2': '222223',
  '13.3': '2233',
  '13.4': '1222233',
  '14.1': '22',
  '14.2': '12223333',
  '14.3': '122',
  '15.1': '12233',
  '15.2': '12233',
  '15.3': '1222222',
  '15.4': '3333',
  '16.1': '2',
  '16.2': '22222',
  '16.3': '2222',
  '16.4': '222',
  '16.5': '2223',
  '17.1': '23',
  '17.2': '22223333',
  '17.3': '22',
};

describe('docs/security.md', () => {
  const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
  const rows = [...text.matchAll(/^\| ([\d., ]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, ids = '', answer = '', by = '']) => ({ ids: ids.split(', '), answer, by }),
  );

  it('answers each requirement of levels 1 and 2 once', () => {
    const asked = Object.entries(LEVELS).flatMap(([section, levels]) =>
      [...levels].flatMap((level, place) => (level < '3' ? [`${section}.${place + 1}`] : [])),
    );
    // As OWASP counts them.
    expect(asked).toHaveLength(70 + 183);
    expect(rows.flatMap(({ ids }) => ids).sort()).toEqual(asked.sort());
  });

  it('says of each one of three things, with why or by what, and counts them right', () => {
    const count = (answer: string) => rows.filter((row) => row.answer === answer).flatMap(({ ids }) => ids).length;
    expect(new Set(rows.map(({ answer }) => answer))).toEqual(new Set(['yes', 'n/a', 'open']));
    for (const { ids, answer, by } of rows)
      expect([ids, by]).toEqual([ids, expect.stringMatching(answer === 'yes' ? /\]\(/ : /\w/)]);
    expect(text).toContain(`253 requirements: ${count('yes')} yes, ${count('n/a')} n/a, ${count('open')} open.`);
  });
});

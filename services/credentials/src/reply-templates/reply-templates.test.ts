import { randomUUID } from 'node:crypto';
import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { clara, elis, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());

interface Template {
  templateId: string;
  version: number;
  name: string | null;
  text: string | null;
  draft: { name: string; text: string; savedBy: string } | null;
  editions: { number: number; name: string | null; restores: number | null; publishedBy: string }[] | null;
}

interface Answer {
  replyTemplate: Template | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const FIELDS = `templateId version name text draft { name text savedBy }
  editions { number name text restores publishedBy publishedAt }`;
const ANSWER = `{ replyTemplate { ${FIELDS} } problems { code message path } }`;
const WORDS = { name: 'Falta o laudo', text: 'Olá, {{requester}}: falta o laudo de {{system}}.' };

async function save(words: object, person: Person = elis): Promise<Answer> {
  const { data, errors } = await service.ask<{ saveReplyTemplate: Answer }>(
    person,
    `mutation ($input: SaveReplyTemplateInput!) { saveReplyTemplate(input: $input) ${ANSWER} }`,
    { input: { ...WORDS, ...words } },
  );
  expect(errors).toBeUndefined();
  return data?.saveReplyTemplate as Answer;
}

async function act(name: string, { templateId, version }: Template, more = ''): Promise<Answer> {
  const { data, errors } = await service.ask<Record<string, Answer>>(
    elis,
    `mutation ($id: ID!, $version: Int!) { ${name}(templateId: $id, version: $version ${more}) ${ANSWER} }`,
    { id: templateId, version },
  );
  expect(errors).toBeUndefined();
  return data?.[name] as Answer;
}

async function done(answer: Promise<Answer>): Promise<Template> {
  const { replyTemplate, problems } = await answer;
  expect(problems).toEqual([]);
  return replyTemplate as Template;
}

async function seenBy(person: Person): Promise<Template[]> {
  const { data } = await service.ask<{ replyTemplates: Template[] }>(person, `{ replyTemplates { ${FIELDS} } }`);
  return data?.replyTemplates ?? [];
}

const textsFor = async (person: Person) => (await seenBy(person)).map(({ text }) => text);
const published = async (words: object = {}) => done(act('publishReplyTemplate', await done(save(words))));

beforeEach(async () => {
  for (const template of await seenBy(elis)) {
    if (template.text !== null) await done(act('withdrawReplyTemplate', template));
  }
});

describe('a template', () => {
  test('is nobody’s but theirs who administer until it is published, and reviewers read no draft of it', async () => {
    const draft = await done(save({}));
    expect(draft).toMatchObject({ version: 1, name: null, text: null, draft: { ...WORDS, savedBy: 'Elis Prado' } });
    expect(await textsFor(clara)).toEqual([]);

    const inUse = await done(act('publishReplyTemplate', draft));
    expect(inUse).toMatchObject({ ...WORDS, draft: null, editions: [{ number: 1, publishedBy: 'Elis Prado' }] });
    await done(save({ ...inUse, text: 'Outro texto.', draft: undefined, editions: undefined }));
    const [seen] = await seenBy(clara);
    expect(seen).toMatchObject({ ...WORDS, draft: null, editions: null });
  });

  test('goes back to what it said before, and out of use and back into it; every step is kept', async () => {
    const first = await published();
    const second = await done(
      act(
        'publishReplyTemplate',
        await done(save({ templateId: first.templateId, version: first.version, text: 'B' })),
      ),
    );
    expect(await textsFor(clara)).toEqual(['B']);
    const back = await done(act('restoreReplyTemplate', second, ', number: 1'));
    expect(await textsFor(clara)).toEqual([WORDS.text]);
    const out = await done(act('withdrawReplyTemplate', back));
    expect(await textsFor(clara)).toEqual([]);
    const again = await done(act('restoreReplyTemplate', out, ', number: 2'));
    expect(await textsFor(clara)).toEqual(['B']);
    expect(again.editions?.map(({ number, name, restores }) => [number, name, restores])).toEqual([
      [5, WORDS.name, 2],
      [4, null, null],
      [3, WORDS.name, 1],
      [2, WORDS.name, null],
      [1, WORDS.name, null],
    ]);
    const { problems } = await act('restoreReplyTemplate', again, ', number: 4');
    expect(problems).toMatchObject([{ code: 'NOT_FOUND', path: ['number'] }]);
  });

  test('that two administrators change at once takes the first, and shows the second what it is now', async () => {
    const draft = await done(save({}));
    const changes = ['um', 'dois'].map((text) => save({ templateId: draft.templateId, version: draft.version, text }));
    const answers = await Promise.all(changes);
    const refused = answers.filter(({ problems }) => problems.length > 0);
    expect(refused).toMatchObject([{ problems: [{ code: 'STALE_VERSION', path: ['version'] }] }]);
    const [taken] = answers.filter(({ problems }) => problems.length === 0);
    expect(refused[0]?.replyTemplate).toEqual(taken?.replyTemplate);
  });

  test('with an unknown variable is refused by its name, and a text or a name too long', async () => {
    const { problems } = await save({ name: 'x'.repeat(81), text: 'Olá, {{cpf}}.' });
    expect(problems).toMatchObject([
      { code: 'INVALID', path: ['name'] },
      { code: 'INVALID', path: ['text'] },
    ]);
    expect(problems[1]?.message).toContain('{{cpf}} não existe');
    expect((await save({ text: 'x'.repeat(1001) })).problems).toMatchObject([{ code: 'INVALID', path: ['text'] }]);
  });

  test('has a name that no other in use has', async () => {
    await published();
    const same = await done(save({ name: 'FALTA O LÁUDO' }));
    expect((await act('publishReplyTemplate', same)).problems).toMatchObject([{ code: 'DUPLICATE', path: ['name'] }]);
  });

  test('that was never in use is gone once it is discarded; of another only the draft is', async () => {
    const draft = await done(save({}));
    expect(await act('discardReplyTemplateDraft', draft)).toEqual({ replyTemplate: null, problems: [] });
    const inUse = await published();
    const changed = await done(save({ templateId: inUse.templateId, version: inUse.version, text: 'B' }));
    expect(await done(act('discardReplyTemplateDraft', changed))).toMatchObject({ text: WORDS.text, draft: null });
    const unknown = { ...draft, templateId: randomUUID() };
    for (const gone of [draft, unknown]) {
      expect((await act('publishReplyTemplate', gone)).problems).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  test('is written down with who did it, and never what it says', async () => {
    const { templateId } = await published();
    const rows = await service.orm.em
      .fork()
      .execute('select act, subject, actor_id, detail from audit_record where subject_id = ? order by id', [
        templateId,
      ]);
    expect(rows).toEqual([
      { act: 'saveReplyTemplate', subject: 'CONTENT', actor_id: elis.id, detail: {} },
      { act: 'publishReplyTemplate', subject: 'CONTENT', actor_id: elis.id, detail: { number: 1 } },
    ]);
  });
});

test('reviewers read what is in use, AUDITOR all of it; who else gets in is in tests/portal', async () => {
  const template = await published();
  const draft = await done(save({ name: 'Outro' }));
  expect((await seenBy(clara)).map(({ templateId }) => templateId)).toEqual([template.templateId]);
  expect((await seenBy(hugo)).map(({ templateId }) => templateId)).toContain(draft.templateId);
});

test('there is a place for a hundred in use or being written, and withdrawn ones take none of it', async () => {
  await using full = await startService();
  const em = full.orm.em.fork();
  const withdrawn = randomUUID();
  await em.execute(
    `with items as (insert into content_item (id, kind, version)
       select case n when 1 then ?::uuid else gen_random_uuid() end, 'REPLY_TEMPLATE', 1 from generate_series(1, 200) n
       returning id)
     insert into content_edition (item_id, number, body, at, by_id, by_name)
     select id, number, case number when 1 then '{"name": "Antigo", "text": "Antigo."}'::jsonb end, now(), ?, 'Elis'
     from items, generate_series(1, 2) number`,
    [withdrawn, elis.id],
  );
  const codes = async (mutation: string, variables: object) => {
    const { data } = await full.ask<{ act: Answer }>(elis, mutation, variables);
    return data.act.problems.map(({ code }) => code);
  };
  const write =
    'mutation ($input: SaveReplyTemplateInput!) { act: saveReplyTemplate(input: $input) { problems { code } } }';
  const bringBack = `mutation ($id: ID!) {
    act: restoreReplyTemplate(templateId: $id, version: 1, number: 1) { problems { code } } }`;
  expect(await codes(write, { input: WORDS })).toEqual([]);
  await em.execute(
    `insert into content_item (id, kind, version, draft, draft_at, draft_by_id, draft_by_name)
     select gen_random_uuid(), 'REPLY_TEMPLATE', 1, '{"name": "Novo", "text": "Novo."}', now(), ?, 'Elis'
     from generate_series(1, 99)`,
    [elis.id],
  );
  expect(await codes(write, { input: WORDS })).toEqual(['NOT_ALLOWED']);
  expect(await codes(write, { input: { ...WORDS, templateId: withdrawn, version: 1 } })).toEqual(['NOT_ALLOWED']);
  expect(await codes(bringBack, { id: withdrawn })).toEqual(['NOT_ALLOWED']);
  await em.execute(
    `delete from content_item where id = (select id from content_item where draft->>'name' = 'Novo' limit 1)`,
  );
  expect(await codes(bringBack, { id: withdrawn })).toEqual([]);
});

import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContent } from '../testing/catalogue-server.ts';
import { clara, elis, gilda, hugo } from '../testing/people.ts';
import { insertRequest, insertSubmitted } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import type { PortfolioContent, PortfolioContentBody } from './portfolio-content.ts';
import { tellCatalogue } from './tell-catalogue.ts';

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());

/** Each test's own portfolio, as a file tells it. */
let slug: string;
let made = 0;
beforeEach(() => {
  slug = ownPortfolio();
  service.catalogue.problems = [];
});

function ownPortfolio(): string {
  made += 1;
  const content = testContent(`p${made}`);
  service.catalogue.contents.push(content);
  return content.slug;
}

interface Answer {
  portfolioContent: PortfolioContent | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const BODY = `name summary whoMayAsk whatIsNeeded accessNote documentationUrl supportUrl certificate { environment policy }
  requirements { environment code description guidance provenByReport }
  services { slug name description kind standard authentication endpoints { environment url tokenUrl } }`;
const FIELDS = `slug version requestsUnderWay inUse { ${BODY} } draft { savedBy body { ${BODY} } }
  editions { number withdraws restores publishedBy }`;
const ANSWER = `{ portfolioContent { ${FIELDS} } problems { code message path } }`;

async function read(person: Person = elis, of = slug): Promise<PortfolioContent> {
  const { data, errors } = await service.ask<{ portfolioContent: PortfolioContent }>(
    person,
    `query ($slug: String!) { portfolioContent(slug: $slug) { ${FIELDS} } }`,
    { slug: of },
  );
  expect(errors).toBeUndefined();
  return data.portfolioContent;
}

async function save({ slug: of, version, inUse, draft }: PortfolioContent, change: Partial<PortfolioContentBody>) {
  const { data, errors } = await service.ask<{ savePortfolioContent: Answer }>(
    elis,
    `mutation ($input: SavePortfolioContentInput!) { savePortfolioContent(input: $input) ${ANSWER} }`,
    { input: { slug: of, version, body: { ...(draft?.body ?? inUse), ...change } } },
  );
  expect(errors).toBeUndefined();
  return data.savePortfolioContent;
}

async function act(name: string, { slug: of, version }: Pick<PortfolioContent, 'slug' | 'version'>, more = '') {
  const { data, errors } = await service.ask<Record<string, Answer>>(
    elis,
    `mutation ($slug: String!, $version: Int!) { ${name}(slug: $slug, version: $version ${more}) ${ANSWER} }`,
    { slug: of, version },
  );
  expect(errors).toBeUndefined();
  return data[name] as Answer;
}

async function done(answer: Promise<Answer>): Promise<PortfolioContent> {
  const { portfolioContent, problems } = await answer;
  expect(problems).toEqual([]);
  return portfolioContent as PortfolioContent;
}

const publish = async (summary: string) =>
  done(act('publishPortfolioContent', await done(save(await read(), { summary }))));
const toldTo = (of: string) => service.catalogue.contents.find((one) => one.slug === of);

test('a portfolio stands as its file says until something is published, and its file is the first version to go back to', async () => {
  const before = await read();
  expect(before).toMatchObject({ version: 0, inUse: { summary: 'Do arquivo.' }, draft: null, editions: [] });
  const draft = await done(save(before, { summary: 'Nova.' }));
  expect(draft).toMatchObject({
    inUse: { summary: 'Do arquivo.' },
    draft: { body: { summary: 'Nova.' }, savedBy: 'Elis Prado' },
    editions: [],
  });
  expect(toldTo(slug)?.number).toBe(0);
  const published = await done(act('publishPortfolioContent', draft));
  expect(published).toMatchObject({ inUse: { summary: 'Nova.' }, draft: null });
  expect(published.editions).toMatchObject([
    { number: 2, publishedBy: 'Elis Prado' },
    { number: 1, publishedBy: 'Arquivo de conteúdo do Portal' },
  ]);
  const back = await done(act('restorePortfolioContent', published, ', number: 1'));
  expect(back).toMatchObject({ inUse: before.inUse, editions: [{ number: 3, restores: 1 }, {}, {}] });
});

test('what is published is told to the catalogue at once, with all that the interface does not show', async () => {
  const before = toldTo(slug)?.content;
  await publish('Nova.');
  expect(toldTo(slug)).toEqual({ ...toldTo(slug), number: 2, content: { ...before, summary: 'Nova.' } });
});

test('what the catalogue missed it is told later, and nothing twice', async () => {
  await publish('Nova.');
  Object.assign(toldTo(slug) ?? {}, { number: 0, content: null });
  const { content } = toldCatalogue();
  await tellCatalogue(service.orm.em.fork(), content, new Date());
  await tellCatalogue(service.orm.em.fork(), content, new Date());
  expect(published).toMatchObject([[{ slug, number: 2, content: { summary: 'Nova.' } }]]);
});

test('what only the catalogue has after a restore is kept to go back to, and what the restored database says counts', async () => {
  const before = await publish('Nova.');
  const lost = { ...toldTo(slug)?.content, summary: 'Perdida.' };
  Object.assign(toldTo(slug) ?? {}, { number: 5, content: lost });
  const { content } = toldCatalogue();
  await tellCatalogue(service.orm.em.fork(), content, new Date());
  await tellCatalogue(service.orm.em.fork(), content, new Date());
  expect(published).toMatchObject([[{ slug, number: 6, content: { summary: 'Nova.' } }]]);
  const now = await read();
  expect(now).toMatchObject({ inUse: before.inUse, editions: [{ number: 6, restores: 2 }, { number: 5 }, {}, {}] });
  const back = await done(act('restorePortfolioContent', now, ', number: 5'));
  expect(back.inUse?.summary).toBe('Perdida.');
  expect(toldTo(slug)).toMatchObject({ number: 7, content: lost });
});

test('an act counts beside a catalogue that is ahead, and its edition is the first where this database has none', async () => {
  Object.assign(toldTo(slug) ?? {}, { number: 5 });
  const [first, lost] = [await publish('Nova.'), toldTo(slug)];
  expect(first.editions).toMatchObject([
    { number: 6 },
    { number: 5, publishedBy: 'Catálogo, depois de uma restauração' },
  ]);
  expect(lost).toMatchObject({ number: 6, content: { summary: 'Nova.' } });
  Object.assign(toldTo(slug) ?? {}, { number: 9, content: { ...lost?.content, summary: 'Perdida.' } });
  await publish('Outra.');
  expect(toldTo(slug)).toMatchObject({ number: 10, content: { summary: 'Outra.' } });
  expect(await read()).toMatchObject({
    inUse: { summary: 'Outra.' },
    editions: [{ number: 10 }, { number: 9 }, {}, {}, {}],
  });
});

test('what the catalogue alone has becomes the history of a database that has none, and is told to nobody', async () => {
  Object.assign(toldTo(slug) ?? {}, { number: 5 });
  const { content } = toldCatalogue();
  await tellCatalogue(service.orm.em.fork(), content, new Date());
  expect(published).toEqual([]);
  expect(await read()).toMatchObject({ inUse: { summary: 'Do arquivo.' }, editions: [{ number: 5 }] });

  const gone = ownPortfolio();
  Object.assign(toldTo(gone) ?? {}, { number: 5, content: null });
  await tellCatalogue(service.orm.em.fork(), content, new Date());
  expect(await read(elis, gone)).toMatchObject({ inUse: null, editions: [] });
});

test('an edition that says otherwise than the catalogue has under its number is told', async () => {
  await publish('Nova.');
  Object.assign(toldTo(slug) ?? {}, { content: { ...toldTo(slug)?.content, summary: 'Perdida.' } });
  await tellCatalogue(service.orm.em.fork(), toldCatalogue().content, new Date());
  expect(published).toMatchObject([[{ slug, number: 2, content: { summary: 'Nova.' } }]]);
});

const published: object[] = [];
function toldCatalogue() {
  published.length = 0;
  return {
    content: {
      portfolios: async () => service.catalogue.contents,
      problems: async () => [],
      publish: async (portfolios: readonly { slug: string; number: number; content: unknown }[]) => {
        published.push(portfolios);
        for (const one of portfolios) Object.assign(toldTo(one.slug) ?? {}, one);
      },
    },
  };
}

test('while the catalogue is away nothing is saved or published, and nothing is lost', async () => {
  const draft = await done(save(await read(), { summary: 'Nova.' }));
  const { errors } = await service.withoutCatalogue(() =>
    service.ask(elis, `mutation { publishPortfolioContent(slug: "${slug}", version: 1) { problems { code } } }`),
  );
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  expect(await read()).toEqual(draft);
});

test('of two who save or publish at once the first is taken, and the second sees what it is now', async () => {
  const before = await read();
  const answers = await Promise.all(['Uma.', 'Outra.'].map((summary) => save(before, { summary })));
  const [refused] = answers.filter(({ problems }) => problems.length > 0);
  const [taken] = answers.filter(({ problems }) => problems.length === 0);
  expect(refused?.problems).toMatchObject([{ code: 'STALE_VERSION', path: ['version'] }]);
  expect(refused?.portfolioContent).toEqual(taken?.portfolioContent);
  const draft = await read();
  const both = await Promise.all([act('publishPortfolioContent', draft), act('publishPortfolioContent', draft)]);
  expect(both.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['STALE_VERSION']);
  expect((await read()).editions).toHaveLength(2);
});

test('what the catalogue finds wrong is told at the place where it was written, and nothing is kept', async () => {
  const before = await read();
  service.catalogue.problems = [
    { path: ['requirements', 'PRODUCTION', 0, 'code'], message: 'Confira.' },
    { path: ['certificate', 'PRODUCTION'], message: 'Diga.' },
  ];
  const { problems } = await save(before, { summary: 'Nova.' });
  expect(problems).toMatchObject([
    { code: 'INVALID', path: ['body', 'requirements', '1', 'code'], message: 'Confira.' },
    { code: 'INVALID', path: ['body', 'certificate', 'PRODUCTION'] },
  ]);
  expect(await read()).toEqual(before);
});

test('what became wrong of an old draft is told, when it is published, at the place where it is written', async () => {
  const draft = await done(save(await read(), { summary: 'Nova.' }));
  service.catalogue.problems = [{ path: ['requirements', 'PRODUCTION', 0, 'code'], message: 'Foi retirado.' }];
  const { problems } = await act('publishPortfolioContent', draft);
  expect(problems).toMatchObject([{ code: 'INVALID', path: ['body', 'requirements', '1', 'code'] }]);
});

test('a service is published in one portfolio alone, also where the catalogue was not told yet', async () => {
  await publish('Nova.');
  const other = await read(elis, ownPortfolio());
  const [taken] = (await read()).inUse?.services ?? [];
  const draft = await done(save(other, { services: [taken as never] }));
  const { problems } = await act('publishPortfolioContent', draft);
  expect(problems).toMatchObject([{ code: 'DUPLICATE', path: ['body', 'services'] }]);
});

test('a portfolio goes out of use and back, its draft stays, and a draft alone may be forgotten', async () => {
  const withdrawn = await done(act('withdrawPortfolioContent', await read()));
  expect(withdrawn).toMatchObject({ inUse: null, editions: [{ number: 2, withdraws: true }, { number: 1 }] });
  expect(toldTo(slug)).toMatchObject({ number: 2, content: null });
  expect((await act('withdrawPortfolioContent', withdrawn)).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  const back = await done(act('restorePortfolioContent', withdrawn, ', number: 1'));
  const draft = await done(save(back, { summary: 'Rascunho.' }));
  expect(await done(act('discardPortfolioContentDraft', draft))).toMatchObject({ inUse: back.inUse, draft: null });
  const untouched = await done(save(await read(elis, ownPortfolio()), { summary: 'Rascunho.' }));
  expect(await done(act('discardPortfolioContentDraft', untouched))).toMatchObject({ version: 2, draft: null });
});

test('who saw a draft that was dropped and saved anew neither saves over the new one nor publishes it', async () => {
  const seen = await done(save(await read(), { summary: 'Rascunho.' }));
  const anew = await done(save(await done(act('discardPortfolioContentDraft', seen)), { summary: 'Outro.' }));
  expect((await save(seen, { summary: 'Por cima.' })).problems).toMatchObject([{ code: 'STALE_VERSION' }]);
  expect((await act('publishPortfolioContent', seen)).problems).toMatchObject([{ code: 'STALE_VERSION' }]);
  expect(await read()).toEqual(anew);
});

test('a version is read by itself; an unknown portfolio, version or slug is none', async () => {
  await publish('Nova.');
  const query = `query ($slug: String!, $number: Int!) { portfolioContentEdition(slug: $slug, number: $number) { summary } }`;
  const edition = async (of: string, number: number) =>
    (await service.ask<{ portfolioContentEdition: object | null }>(hugo, query, { slug: of, number })).data
      .portfolioContentEdition;
  expect(await edition(slug, 1)).toEqual({ summary: 'Do arquivo.' });
  expect(await edition(slug, 2)).toEqual({ summary: 'Nova.' });
  expect(await edition(slug, 9)).toBeNull();
  expect(await edition("x' or 1=1", 1)).toBeNull();
  const unknown = { slug: 'nenhum', version: 0 };
  expect((await act('publishPortfolioContent', unknown)).problems).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('all are listed in the order of the catalogue, what is out of use last, each with what is under way in it', async () => {
  const own = [slug, ownPortfolio(), ownPortfolio(), ownPortfolio()];
  const [first, , other, out] = own as [string, string, string, string];
  for (const [place, of] of own.entries()) Object.assign(toldTo(of)?.content ?? {}, { position: 100 - place });
  // Of one place they stand by their address.
  Object.assign(toldTo(first)?.content ?? {}, { position: 98 });
  await done(act('withdrawPortfolioContent', await read(elis, out)));
  await done(save(await read(elis, first), { summary: 'Rascunho.' }));
  await insertRequest(service.orm, { portfolio: first });
  for (const portfolio of [first, first, other]) await insertSubmitted(service.orm, { portfolio });
  await insertSubmitted(service.orm, {
    portfolio: first,
    state: 'IN_REVIEW',
    reviewerId: clara.id,
    reviewerName: clara.name,
  });
  for (const state of ['APPROVED', 'REJECTED', 'CANCELLED'] as const) {
    await insertSubmitted(service.orm, { portfolio: first, state });
  }
  const list = async () => {
    const { data } = await service.ask<{ portfolioContents: PortfolioContent[] }>(
      gilda,
      `{ portfolioContents { ${FIELDS} } }`,
    );
    return data.portfolioContents.filter((one) => own.includes(one.slug));
  };
  const listed = await list();
  expect(listed.map((one) => one.slug)).toEqual([first, other, own[1], out]);
  expect(listed.map(({ requestsUnderWay }) => requestsUnderWay)).toEqual([3, 1, 0, 0]);
  expect(listed[0]).toMatchObject({ version: 1, draft: { body: { summary: 'Rascunho.' } }, editions: [] });
  // The newest edition of each, and no more.
  expect(listed[3]).toMatchObject({ inUse: null, editions: [{ number: 2, withdraws: true }] });
  expect(listed[3]?.editions).toHaveLength(1);
  expect((await read(gilda, out)).editions).toHaveLength(2);
  expect(await read(gilda, first)).toMatchObject({ requestsUnderWay: 3 });
});

test('what was withdrawn is written on from what it said last', async () => {
  const before = await publish('Nova.');
  const withdrawn = await done(act('withdrawPortfolioContent', before));
  expect((await act('discardPortfolioContentDraft', withdrawn)).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  expect((await act('publishPortfolioContent', withdrawn)).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  expect((await act('restorePortfolioContent', withdrawn, ', number: 3')).problems).toMatchObject([
    { code: 'NOT_FOUND', path: ['number'] },
  ]);
  const input = { slug, version: withdrawn.version, body: { ...before.inUse, summary: 'De volta.' } };
  const { data } = await service.ask<{ savePortfolioContent: Answer }>(
    elis,
    `mutation ($input: SavePortfolioContentInput!) { savePortfolioContent(input: $input) ${ANSWER} }`,
    { input },
  );
  const again = await done(act('publishPortfolioContent', await done(Promise.resolve(data.savePortfolioContent))));
  expect(again).toMatchObject({
    inUse: { summary: 'De volta.' },
    editions: [{ number: 4, restores: null }, {}, {}, {}],
  });
  // With all that the interface does not show.
  expect(toldTo(slug)?.content).toMatchObject({ fourEyes: true, services: [{ versions: [{ version: 'v1' }] }] });
});

test('MANAGER, AUDITOR and ADMIN read it with drafts, a reviewer does not, and ADMIN alone changes it', async () => {
  await done(save(await read(), { summary: 'Rascunho.' }));
  for (const person of [gilda, hugo, elis]) {
    expect(await read(person)).toMatchObject({ draft: { body: { summary: 'Rascunho.' } } });
  }
  const refusal = [{ extensions: { code: 'FORBIDDEN' } }];
  const read403 = await service.ask(clara, `{ portfolioContent(slug: "${slug}") { slug } }`);
  expect(read403.errors).toMatchObject(refusal);
  for (const person of [gilda, hugo, clara]) {
    const { errors } = await service.ask(
      person,
      `mutation { publishPortfolioContent(slug: "${slug}", version: 1) { problems { code } } }`,
    );
    expect(errors).toMatchObject(refusal);
  }
});

test('ADMIN who is to show a security key publishes nothing before, and reads all', async () => {
  const draft = await done(save(await read(), { summary: 'Rascunho.' }));
  const due = { ...elis, secondFactorDue: true as const };
  const { errors } = await service.ask(
    due,
    `mutation { publishPortfolioContent(slug: "${slug}", version: ${draft.version}) { problems { code } } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'SECOND_FACTOR_REQUIRED' } }]);
  expect(await read(due)).toEqual(draft);
});

test('is written down with who did it, and never what it says', async () => {
  await publish('Nova.');
  const rows = await service.orm.em
    .fork()
    .execute("select act, subject, actor_id, detail from audit_record where detail->>'slug' = ? order by id", [slug]);
  expect(rows).toEqual([
    { act: 'savePortfolioContent', subject: 'CONTENT', actor_id: elis.id, detail: { slug } },
    { act: 'publishPortfolioContent', subject: 'CONTENT', actor_id: elis.id, detail: { slug, number: 2 } },
  ]);
});

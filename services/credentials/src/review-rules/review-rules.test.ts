import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, clara, davi, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

interface Time {
  portfolio: { slug: string } | null;
  environment: string;
  unit: string;
  amount: number;
}

interface Content {
  answerTimes: Time[];
  holidays: { date: string; name: string }[];
  fourEyes: { portfolio: { slug: string }; environment: string; needed: boolean }[];
}

interface Rules {
  version: number;
  draft: { content: Content; savedBy: string } | null;
  editions: { number: number; content: Content; restores: number | null; publishedBy: string }[];
}

interface Answer {
  reviewRules: Rules;
  problems: { code: string; message: string; path: string[] | null }[];
}

const TIMES = 'answerTimes { portfolio { slug } environment unit amount }';
const CONTENT = `content { ${TIMES} holidays { date name } fourEyes { portfolio { slug } environment needed } }`;
const RULES = `version draft { ${CONTENT} savedBy } editions { number ${CONTENT} restores publishedBy }`;
const ANSWER = `{ reviewRules { ${RULES} } problems { code message path } }`;

const hours = (environment: string, amount = 72) => ({
  portfolio: null as string | null,
  environment,
  unit: 'HOURS',
  amount,
});
const USUAL = {
  answerTimes: [hours('HOMOLOGATION'), hours('PRODUCTION')],
  holidays: [] as object[],
  fourEyes: [] as object[],
};

async function read(person: Person = elis): Promise<Rules> {
  const { data, errors } = await service.ask<{ reviewRules: Rules }>(person, `{ reviewRules { ${RULES} } }`);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.reviewRules;
}

async function save(written: object, version?: number): Promise<Answer> {
  const { data, errors } = await service.ask<{ answer: Answer }>(
    elis,
    `mutation ($input: SaveReviewRulesInput!) { answer: saveReviewRules(input: $input) ${ANSWER} }`,
    { input: { ...USUAL, ...written, version: version ?? (await read()).version } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

async function act(name: string, version: number, more = ''): Promise<Answer> {
  const { data, errors } = await service.ask<{ answer: Answer }>(
    elis,
    `mutation ($version: Int!) { answer: ${name}(version: $version ${more}) ${ANSWER} }`,
    { version },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

async function done(answer: Promise<Answer>): Promise<Rules> {
  const { reviewRules, problems } = await answer;
  expect(problems).toEqual([]);
  return reviewRules;
}

const published = async (written: object) => done(act('publishReviewRules', (await done(save(written))).version));
const told = async (answer: Promise<Answer>) =>
  (await answer).problems.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`.trim());
const dueOf = async (id: string) => (await journey.read<{ dueAt: string }>(ana, id, 'dueAt'))?.dueAt;

beforeEach(async () => {
  await published(USUAL);
});

describe('the rules of the review', () => {
  test('hold once they are published, are gone back to, and every step is kept', async () => {
    const before = await read();
    const first = before.editions[0]?.number ?? 0;
    const draft = await done(save({ answerTimes: [hours('HOMOLOGATION', 48), hours('PRODUCTION')] }));
    expect(draft.draft?.savedBy).toBe('Elis Prado');
    expect(draft.editions[0]?.number).toBe(first);
    const now = await done(act('publishReviewRules', draft.version));
    expect(now.draft).toBeNull();
    expect(now.editions[0]?.content.answerTimes[0]).toEqual(hours('HOMOLOGATION', 48));
    const back = await done(act('restoreReviewRules', now.version, `, number: ${first}`));
    expect(back.editions[0]).toMatchObject({ number: first + 2, restores: first, content: USUAL });
    // As it was before anybody changed anything.
    const begin = await done(act('restoreReviewRules', back.version, ', number: 1'));
    expect(begin.editions[0]?.content).toEqual(USUAL);
    expect(begin.editions.at(-1)).toMatchObject({ number: 1, publishedBy: 'Portal de Serviços' });
  });

  test('tell everybody in how long is answered, and no draft of it', async () => {
    const askedBy = async () => {
      const { data } = await service.ask<{ answerTimes: Time[] }>(ana, `{ ${TIMES} }`);
      return data.answerTimes.map(({ amount }) => amount);
    };
    const draft = await done(save({ answerTimes: [hours('HOMOLOGATION', 24), hours('PRODUCTION', 24)] }));
    expect(await askedBy()).toEqual([72, 72]);
    await done(act('publishReviewRules', draft.version));
    expect(await askedBy()).toEqual([24, 24]);
  });

  test('that two change at once take the first, and show the second what they are now', async () => {
    const { version } = await read();
    const answers = await Promise.all(
      [24, 48].map((amount) => save({ answerTimes: [hours('HOMOLOGATION', amount), hours('PRODUCTION')] }, version)),
    );
    const refused = answers.filter(({ problems }) => problems.length > 0);
    expect(refused).toMatchObject([{ problems: [{ code: 'STALE_VERSION', path: ['version'] }] }]);
    const taken = answers.find(({ problems }) => problems.length === 0);
    expect(refused[0]?.reviewRules).toEqual(taken?.reviewRules);
    expect(await told(act('publishReviewRules', version))).toEqual(['STALE_VERSION version']);
  });

  test('are refused where they leave something out, say it twice, or beyond limits', async () => {
    const [one, other] = USUAL.answerTimes;
    const cnes = { ...hours('HOMOLOGATION'), portfolio: 'cnes' };
    const wrong: [answerTimes: object[], problems: number][] = [
      [[], 2],
      [[one as object], 1],
      [[one as object, other as object, { ...other, amount: 48 }], 1],
      [[one as object, other as object, cnes, cnes], 1],
      [[one as object, { ...other, amount: 0 }], 1],
      [[one as object, { ...other, amount: 721 }], 1],
      [[one as object, { ...other, unit: 'WORKING_DAYS', amount: 61 }], 1],
      [[one as object, other as object, { ...cnes, portfolio: 'lua' }], 1],
      [Array.from({ length: 101 }, () => one as object), 1],
    ];
    for (const [answerTimes, problems] of wrong) {
      expect(await told(save({ answerTimes }))).toEqual(Array.from({ length: problems }, () => 'INVALID answerTimes'));
    }
    const place = { portfolio: 'cnes', environment: 'PRODUCTION', needed: true };
    expect(await told(save({ fourEyes: [place, { ...place, needed: false }] }))).toEqual(['DUPLICATE fourEyes']);
    // Unknown, without that environment, and one in which nothing is asked for.
    for (const portfolio of ['lua', 'bnafar', 'aberto']) {
      expect(await told(save({ fourEyes: [{ ...place, portfolio }] }))).toEqual(['INVALID fourEyes']);
    }
    expect(await told(save({ fourEyes: Array.from({ length: 101 }, () => place) }))).toEqual(['INVALID fourEyes']);
    const day = { date: '2027-02-09', name: 'Carnaval' };
    expect(await told(save({ holidays: [day, day] }))).toEqual(['DUPLICATE holidays']);
    for (const holiday of [
      { ...day, date: '2027-02-30' },
      { ...day, date: '2026-12-25' },
      { ...day, name: '' },
    ]) {
      expect(await told(save({ holidays: [holiday] }))).toEqual(['INVALID holidays']);
    }
    expect(await told(act('publishReviewRules', (await read()).version))).toEqual(['NOT_ALLOWED']);
    expect(await told(act('restoreReviewRules', (await read()).version, ', number: 9999'))).toEqual([
      'NOT_FOUND number',
    ]);
  });

  test('are written down with who changed them, and what was discarded is gone', async () => {
    const { version } = await done(save({ holidays: [{ date: '2027-02-09', name: ' Carnaval ' }] }));
    const left = await done(act('discardReviewRulesDraft', version));
    expect(left.draft).toBeNull();
    const [row] = await service.orm.em
      .fork()
      .execute(
        `select act, subject, actor_id, detail from audit_record where subject = 'CONTENT' order by id desc limit 1`,
      );
    expect(row).toEqual({ act: 'discardReviewRulesDraft', subject: 'CONTENT', actor_id: elis.id, detail: {} });
  });

  test('are read by who leads, audits and administers, with drafts; who else gets in is in tests/portal', async () => {
    await done(save({ holidays: [{ date: '2027-02-09', name: 'Carnaval' }] }));
    for (const person of [gilda, hugo]) expect((await read(person)).draft?.content.holidays).toHaveLength(1);
    const { errors } = await service.ask(clara, '{ reviewRules { version } }');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the deadline of what is submitted', () => {
  test('is in working days where the rules say so, past holidays of the Ministry’s own', async () => {
    service.clock.now = new Date('2027-02-05T13:00:00Z');
    const carnival = ['2027-02-08', '2027-02-09'].map((date) => ({ date, name: 'Carnaval' }));
    const answerTimes = [{ ...hours('HOMOLOGATION', 2), unit: 'WORKING_DAYS' }, hours('PRODUCTION')];
    await published({ answerTimes, holidays: carnival });
    expect(await dueOf((await journey.submitted()).id)).toBe('2027-02-11T21:00:00.000Z');
  });

  test('is that of its portfolio and environment', async () => {
    const own = { ...hours('HOMOLOGATION', 24), portfolio: 'cadsus' };
    await published({ answerTimes: [...USUAL.answerTimes, own] });
    const hoursOf = async (portfolio: string) => {
      const { id } = await journey.submitted(ana, portfolio);
      return (Date.parse((await dueOf(id)) ?? '') - service.clock.now.getTime()) / 3_600_000;
    };
    expect([await hoursOf('cadsus'), await hoursOf('cnes')]).toEqual([24, 72]);
  });

  test('stays what it was submitted under, until it is submitted again', async () => {
    const sent = await journey.submitted();
    const due = await dueOf(sent.id);
    await published({ answerTimes: [hours('HOMOLOGATION', 1), hours('PRODUCTION', 1)] });
    expect(await dueOf(sent.id)).toBe(due);
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    expect(await dueOf(sent.id)).toBe(due);
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    await journey.done(journey.act(ana, 'submit', back));
    expect(Date.parse((await dueOf(sent.id)) ?? '') - service.clock.now.getTime()).toBe(3_600_000);
  });
});

describe('how many people approve', () => {
  const cnes = (needed: boolean) => ({ portfolio: 'cnes', environment: 'HOMOLOGATION', needed });
  const claimed = async (person: Person, sent: SeenRequest) => journey.done(journey.act(person, 'claim', sent));
  const approve = async (person: Person, sent: SeenRequest) =>
    journey.done(journey.act(person, 'approve', await claimed(person, sent)));
  const askedOf = (sent: SeenRequest) =>
    journey.read<object>(ana, sent.id, 'needsSecondApproval portfolio { secondApprovalIn }');

  test('is two where the rules say so, and one elsewhere and of what was submitted before', async () => {
    const before = await journey.submitted(ana, 'cnes');
    await published({ fourEyes: [cnes(true)] });
    const after = await journey.submitted(ana, 'cnes');
    const elsewhere = await journey.submitted(ana, 'bnafar');
    for (const one of [before, elsewhere]) expect(await approve(clara, one)).toMatchObject({ state: 'APPROVED' });
    const first = await approve(clara, after);
    expect(first).toMatchObject({ state: 'SUBMITTED', credential: null });
    expect(await approve(davi, first)).toMatchObject({ state: 'APPROVED' });
  });

  test('is one where the catalogue says two and the rules one', async () => {
    await published({ fourEyes: [{ ...cnes(false), portfolio: 'cadsus' }] });
    const sent = await journey.submitted(ana, 'cadsus');
    expect(await askedOf(sent)).toEqual({
      needsSecondApproval: false,
      portfolio: { secondApprovalIn: ['PRODUCTION'] },
    });
    expect(await approve(clara, sent)).toMatchObject({ state: 'APPROVED' });
  });

  test('stays two, also after the first of them, of what was sent while it was, until that is sent again', async () => {
    await published({ fourEyes: [cnes(true)] });
    const sent = await journey.submitted(ana, 'cnes');
    expect(await askedOf(sent)).toEqual({
      needsSecondApproval: true,
      portfolio: { secondApprovalIn: ['HOMOLOGATION'] },
    });
    const first = await approve(clara, sent);
    await published(USUAL);
    expect(await askedOf(sent)).toEqual({ needsSecondApproval: true, portfolio: { secondApprovalIn: [] } });
    const back = await journey.done(journey.refuse(davi, 'requestChanges', await claimed(davi, first)));
    const again = await journey.done(journey.act(ana, 'submit', back));
    expect(await approve(clara, again)).toMatchObject({ state: 'APPROVED' });
  });

  test('holds for approvals at once: one person is one, and of two who come for the second one gives it', async () => {
    await published({ fourEyes: [cnes(true)] });
    const held = await claimed(clara, await journey.submitted(ana, 'cnes'));
    const codes = (answers: Awaited<ReturnType<Journey['act']>>[]) =>
      answers.map(({ problems }) => problems[0]?.code ?? 'done').sort();
    const [, ...answers] = await Promise.all([
      published(USUAL),
      ...[1, 2].map(() => journey.act(clara, 'approve', held)),
    ]);
    expect(codes(answers)).toEqual(['STALE_VERSION', 'done']);
    const first = { id: held.id, version: held.version + 1 } as SeenRequest;
    expect(await journey.read(ana, held.id, 'state approvals { reviewer { name } }')).toEqual({
      state: 'SUBMITTED',
      approvals: [{ reviewer: { name: clara.name } }],
    });
    const claims = await Promise.all([davi, clara].map((person) => journey.act(person, 'claim', first)));
    expect(codes(claims)).toEqual(['STALE_VERSION', 'done']);
  });

  test('is not lost where a console that is older than it saves', async () => {
    const { version } = await published({ fourEyes: [cnes(true)] });
    const draft = await done(save({ fourEyes: undefined, holidays: [] }, version));
    expect(draft.draft?.content.fourEyes).toEqual([{ ...cnes(true), portfolio: { slug: 'cnes' } }]);
    const without = await done(save({ fourEyes: null }, draft.version));
    expect(without.draft?.content.fourEyes).toHaveLength(1);
    expect((await done(save({ fourEyes: [] }, without.version))).draft?.content.fourEyes).toEqual([]);
  });
});

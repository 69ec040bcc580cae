import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { ana, clara, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

interface ReasonOf {
  code: string;
  label: string;
  environments: string[];
}

interface Reasons {
  version: number;
  draft: { reasons: ReasonOf[]; savedBy: string } | null;
  editions: { number: number; reasons: ReasonOf[]; restores: number | null; publishedBy: string }[];
}

interface Answer {
  reviewReasons: Reasons;
  problems: { code: string; message: string; path: string[] | null }[];
}

const REASON = 'reasons { code label environments }';
const REASONS = `version draft { ${REASON} savedBy } editions { number ${REASON} restores publishedBy }`;
const ANSWER = `{ reviewReasons { ${REASONS} } problems { code message path } }`;

async function read(person: Person = elis): Promise<Reasons> {
  const { data, errors } = await service.ask<{ reviewReasons: Reasons }>(person, `{ reviewReasons { ${REASONS} } }`);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.reviewReasons;
}

async function save(reasons: readonly ReasonOf[], version?: number): Promise<Answer> {
  const { data, errors } = await service.ask<{ answer: Answer }>(
    elis,
    `mutation ($input: SaveReviewReasonsInput!) { answer: saveReviewReasons(input: $input) ${ANSWER} }`,
    { input: { reasons, version: version ?? (await read()).version } },
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

async function done(answer: Promise<Answer>): Promise<Reasons> {
  const { reviewReasons, problems } = await answer;
  expect(problems).toEqual([]);
  return reviewReasons;
}

const codesFor = async (environment?: string, person: Person = clara) => {
  const { data } = await service.ask<{ reasonCodes: ReasonOf[] }>(
    person,
    'query ($environment: Environment) { reasonCodes(environment: $environment) { code label environments } }',
    { environment },
  );
  return data.reasonCodes;
};
const publish = async (reasons: readonly ReasonOf[]) =>
  done(act('publishReviewReasons', (await done(save(reasons))).version));
const MINE = { code: 'CONTRACT_MISSING', label: 'Falta o contrato', environments: ['HOMOLOGATION'] };
const claimed = async () => journey.done(journey.act(clara, 'claim', await journey.submitted()));
const given = async (id: string, person: Person = ana) => {
  const seen = await journey.read<{ history: { reasons: { code: string; label: string }[] }[] }>(
    person,
    id,
    'history { reasons { code label } }',
  );
  return seen?.history.flatMap(({ reasons }) => reasons);
};

beforeEach(async () => {
  const { version } = await read();
  await done(act('restoreReviewReasons', version, ', number: 1'));
});

describe('the reasons that reviewers may give', () => {
  test('begin as they were before anybody could change them', async () => {
    const { editions } = await read();
    expect(editions.at(-1)).toMatchObject({ number: 1, publishedBy: 'Portal de Serviços' });
    expect((await codesFor()).map(({ code }) => code)).toEqual([
      'CERTIFICATE_INVALID',
      'CERTIFICATE_OTHER_HOLDER',
      'ESTABLISHMENT_MISMATCH',
      'MANAGER_DATA',
      'IP_NOT_JUSTIFIED',
      'SERVICE_UNSUITABLE',
      'EVIDENCE_ILLEGIBLE',
      'EVIDENCE_INSUFFICIENT',
      'EVIDENCE_PERSONAL_DATA',
      'OTHER',
    ]);
    expect((await codesFor('HOMOLOGATION')).map(({ code }) => code)).not.toContain('EVIDENCE_ILLEGIBLE');
  });

  test('are given once they are published, where they count, and no draft of them', async () => {
    const all = await codesFor();
    const draft = await done(save([MINE, ...all]));
    expect(draft.draft).toMatchObject({ savedBy: 'Elis Prado', reasons: [MINE, ...all] });
    expect(await codesFor()).toEqual(all);
    await done(act('publishReviewReasons', draft.version));
    expect((await codesFor('HOMOLOGATION'))[0]).toEqual(MINE);
    expect(await codesFor('PRODUCTION')).not.toContainEqual(MINE);
    const reason = { code: MINE.code, message: 'Anexe o contrato.' };
    const back = await journey.done(journey.refuse(clara, 'requestChanges', await claimed(), [reason]));
    expect(await given(back.id)).toEqual([{ code: MINE.code, label: MINE.label }]);
  });

  test('keep in what was decided the words of that day, also once they are gone, and are given no more', async () => {
    const all = await codesFor();
    await publish([MINE, ...all]);
    const reason = { code: MINE.code, message: 'Anexe o contrato.' };
    const [decided, open] = [await claimed(), await claimed()];
    await journey.done(journey.refuse(clara, 'rejectAccessRequest', decided, [reason]));
    await publish([{ ...MINE, label: 'Contrato que falta' }, ...all]);
    await publish(all);
    for (const person of [ana, clara]) {
      expect(await given(decided.id, person)).toEqual([{ code: MINE.code, label: 'Falta o contrato' }]);
    }
    const { problems } = await journey.refuse(clara, 'rejectAccessRequest', open, [reason]);
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['reasons', '0', 'code'] }]);
    expect(await journey.read(clara, open.id)).toMatchObject({ state: 'IN_REVIEW', version: open.version });
  });

  test('of decisions from before words were kept are told in the words of then', async () => {
    const back = await journey.done(journey.refuse(clara, 'requestChanges', await claimed()));
    await service.orm.em
      .fork()
      .execute(
        `update access_request_event set reasons = reasons #- '{0,label}' where request_id = ? and reasons <> '[]'`,
        [back.id],
      );
    await publish((await codesFor()).map((one) => (one.code === 'OTHER' ? { ...one, label: 'Mais um motivo' } : one)));
    expect(await given(back.id)).toEqual([{ code: 'OTHER', label: 'Outro motivo' }]);
  });

  test('that rules of the Portal depend on stay, and what is wrong is told and kept nowhere', async () => {
    const all = await codesFor();
    const { version, draft } = await read();
    for (const reasons of [[], all.filter(({ code }) => code !== 'OTHER'), [{ ...MINE, code: 'x' }, ...all]]) {
      expect((await save(reasons)).problems).toMatchObject([{ code: 'INVALID', path: ['reasons'] }]);
    }
    expect(await read()).toMatchObject({ version, draft });
    expect((await act('publishReviewReasons', version)).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect((await act('restoreReviewReasons', version, ', number: 9999')).problems).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });

  test('that two change at once take the first, and show the second what they are now', async () => {
    const all = await codesFor();
    const { version } = await read();
    const answers = await Promise.all([save([MINE, ...all], version), save(all, version)]);
    const refused = answers.filter(({ problems }) => problems.length > 0);
    expect(refused).toMatchObject([{ problems: [{ code: 'STALE_VERSION' }] }]);
    const left = await done(act('discardReviewReasonsDraft', (await read()).version));
    expect(left.draft).toBeNull();
  });

  test('are counted by the panel in the words that they were given with last', async () => {
    const label = 'Contado no painel';
    await publish([{ ...MINE, code: 'OF_PANEL', label }, ...(await codesFor())]);
    await journey.done(journey.refuse(clara, 'requestChanges', await claimed(), [{ code: 'OF_PANEL', message: 'x' }]));
    const now = service.clock.now.getTime();
    const { data } = await service.ask<{ reviewPanel: { reasons: object[] } }>(
      gilda,
      `query ($since: DateTime!, $until: DateTime!) {
        reviewPanel(since: $since, until: $until) { reasons { code label answers } }
      }`,
      { since: new Date(now - 3_600_000), until: new Date(now + 3_600_000) },
    );
    expect(data.reviewPanel.reasons).toContainEqual({ code: 'OF_PANEL', label, answers: 1 });
  });

  test('are read by who leads, audits and administers, with drafts, are everybody’s in use, and ADMIN’s alone to change', async () => {
    for (const person of [gilda, hugo]) expect((await read(person)).version).toBe((await read()).version);
    expect(await codesFor(undefined, ana)).toEqual(await codesFor());
    const refusal = [{ extensions: { code: 'FORBIDDEN' } }];
    expect((await service.ask(clara, '{ reviewReasons { version } }')).errors).toMatchObject(refusal);
    for (const person of [gilda, hugo, clara]) {
      const mutation = 'mutation { publishReviewReasons(version: 1) { problems { code } } }';
      expect((await service.ask(person, mutation)).errors).toMatchObject(refusal);
    }
  });

  test('are written down with who changed them', async () => {
    await publish(await codesFor());
    const rows = await service.orm.em
      .fork()
      .execute(`select act, actor_id from audit_record where subject = 'CONTENT' order by id desc limit 2`);
    expect(rows).toEqual([
      { act: 'publishReviewReasons', actor_id: elis.id },
      { act: 'saveReviewReasons', actor_id: elis.id },
    ]);
  });
});

import type { Person, Problem } from '@portal/service-kit';
import { afterAll, describe, expect, test } from 'vitest';
import { trimNotices } from '../notices/trim.ts';
import { ana, clara, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { retain } from './retain.ts';
import { USUAL_TERMS } from './terms.ts';

const DAY_MS = 86_400_000;
const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());

interface Term {
  kind: string;
  days: number;
}

interface Read {
  version: number;
  standings: (Term & {
    daysInForce: number;
    inForceFrom: string | null;
    ranAt: string | null;
    removed: number | null;
  })[];
  draft: { terms: Term[]; excess: { kind: string; count: number }[]; savedBy: string } | null;
  editions: { number: number; terms: Term[]; publishedBy: string }[];
}

interface Answer {
  retention: Read;
  problems: Pick<Problem, 'code' | 'message' | 'path'>[];
}

const READ = `version standings { kind days daysInForce inForceFrom ranAt removed }
  draft { terms { kind days } excess { kind count } savedBy } editions { number terms { kind days } publishedBy }`;
const ANSWER = `{ retention { ${READ} } problems { code message path } }`;

async function read(person: Person = elis): Promise<Read> {
  const { data, errors } = await service.ask<{ retention: Read }>(person, `{ retention { ${READ} } }`);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.retention;
}

async function ask(query: string, variables: object): Promise<Answer> {
  const { data, errors } = await service.ask<{ answer: Answer }>(elis, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const save = async (terms: Term[], version?: number) =>
  ask(`mutation ($input: SaveRetentionInput!) { answer: saveRetention(input: $input) ${ANSWER} }`, {
    input: { version: version ?? (await read()).version, terms },
  });
const act = async (name: string, version?: number) =>
  ask(`mutation ($version: Int!) { answer: ${name}(version: $version) ${ANSWER} }`, {
    version: version ?? (await read()).version,
  });
const codes = ({ problems }: Answer) => problems.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`.trim());
const notices = (days: number): Term => ({ kind: 'NOTICES', days });
const standing = async (kind: string) => (await read()).standings.find((one) => one.kind === kind);

async function inPublic(kind: string): Promise<number | undefined> {
  const { data } = await service.ask<{ retentionTerms: Term[] }>(ana, '{ retentionTerms { kind days } }');
  return data.retentionTerms.find((one) => one.kind === kind)?.days;
}

const em = () => service.orm.em.fork();

async function noticeOf(daysAgo: number): Promise<string> {
  const [row] = await em().execute<{ id: string }[]>(
    `insert into notice (id, person_id, occasion, side, kind, at)
     values (uuidv7(), uuidv7(), uuidv7()::text, 'INTEGRATOR', 'WEBHOOK_STOPPED', ?) returning id`,
    [new Date(service.clock.now.getTime() - daysAgo * DAY_MS)],
  );
  return row?.id ?? '';
}

/** The job's next turn, which comes in an hour. */
async function runJobs(): Promise<void> {
  await em().execute(`delete from chore_turn where chore = 'trim notices'`);
  const now = () => service.clock.now;
  const { work } = retain(
    { orm: service.orm, retention: USUAL_TERMS, now },
    { name: 'trim notices', kind: 'NOTICES', drop: (own, days) => trimNotices(own, days, now()) },
  );
  await work();
}

const isThere = async (id: string) => (await em().execute('select 1 from notice where id = ?', [id])).length === 1;

describe('for how long what is kept', () => {
  test('is told as the deployment says while nobody published anything', async () => {
    expect(await standing('NOTICES')).toMatchObject({ days: 180, daysInForce: 180, inForceFrom: null });
    expect(await inPublic('NOTICES')).toBe(180);
    expect(codes(await act('publishRetention'))).toEqual(['NOT_ALLOWED']);
    expect(codes(await act('discardRetentionDraft'))).toEqual(['NOT_ALLOWED']);
  });

  test('is refused beyond what law or software needs, said twice, or of what is fixed', async () => {
    for (const days of [0, 30, 3_651, -1]) expect(codes(await save([notices(days)]))).toEqual(['INVALID terms']);
    expect(codes(await save([notices(60), notices(61)]))).toEqual(['DUPLICATE terms']);
    expect(codes(await save([{ kind: 'CHANGES', days: 32 }]))).toEqual(['INVALID terms']);
    expect((await read()).draft).toBeNull();
  });

  test('made shorter deletes nothing for a week, and gone back nothing at all; longer it holds at once', async () => {
    const [old, young] = [await noticeOf(100), await noticeOf(40)];
    const draft = (await save([notices(60)])).retention.draft;
    expect(draft).toMatchObject({ savedBy: elis.name, excess: [{ kind: 'NOTICES', count: 1 }] });
    expect(await inPublic('NOTICES')).toBe(180);
    const { retention } = await act('publishRetention');
    expect(retention.editions[0]).toMatchObject({ publishedBy: elis.name });
    expect(await standing('NOTICES')).toMatchObject({
      days: 60,
      daysInForce: 180,
      inForceFrom: new Date(service.clock.now.getTime() + 7 * DAY_MS).toISOString(),
    });
    expect(await inPublic('NOTICES')).toBe(180);
    await runJobs();
    expect(await isThere(old)).toBe(true);

    await save([notices(200)]);
    await act('publishRetention');
    expect(await standing('NOTICES')).toMatchObject({ days: 200, daysInForce: 200, inForceFrom: null });

    await save([notices(60)]);
    await act('publishRetention');
    service.clock.now = new Date(service.clock.now.getTime() + 8 * DAY_MS);
    expect(await inPublic('NOTICES')).toBe(60);
    await runJobs();
    expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
    expect(await standing('NOTICES')).toMatchObject({ removed: 1, daysInForce: 60 });
  });

  test('changed by two at once takes the first; each step is written down, with what was published', async () => {
    const { version } = await read();
    const answers = await Promise.all([50, 70].map((days) => save([notices(days)], version)));
    expect(answers.flatMap(codes)).toEqual(['STALE_VERSION version']);
    const { retention } = await act('discardRetentionDraft');
    expect(retention.draft).toBeNull();
    await save([{ kind: 'WEBHOOK_DELIVERIES', days: 45 }]);
    await act('publishRetention');
    const [row] = await em().execute<object[]>(
      `select act, actor_id, detail from audit_record where subject = 'CONTENT' order by id desc limit 1`,
    );
    expect(row).toMatchObject({ act: 'publishRetention', actor_id: elis.id, detail: { WEBHOOK_DELIVERIES: 45 } });
  });

  test('is read by who leads, audits and administers, and by nobody else', async () => {
    for (const person of [gilda, hugo]) expect((await read(person)).standings).not.toHaveLength(0);
    for (const person of [ana, clara]) {
      const { errors } = await service.ask(person, '{ retention { version } }');
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

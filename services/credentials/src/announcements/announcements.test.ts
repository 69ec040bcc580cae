import { randomUUID } from 'node:crypto';
import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ana, clara, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const NOW = Date.parse('2026-12-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());
function setClock(moment: number): void {
  service.clock.now = new Date(moment);
}

interface Announcement {
  announcementId: string;
  version: number;
  startsAt: string;
  endsAt: string;
  parts: string[];
  text: string;
}

interface Answer {
  announcement: Announcement | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const FIELDS = 'announcementId version startsAt endsAt parts text';
const ANSWER = `{ announcement { ${FIELDS} } problems { code message path } }`;
const at = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();
const TONIGHT = { startsAt: at(10), endsAt: at(11), parts: ['HOMOLOGATION'], text: 'Os testes podem falhar.' };

async function save(given: object, person: Person = elis): Promise<Answer> {
  const { data, errors } = await service.ask<{ saveAnnouncement: Answer }>(
    person,
    `mutation ($input: SaveAnnouncementInput!) { saveAnnouncement(input: $input) ${ANSWER} }`,
    { input: { ...TONIGHT, ...given } },
  );
  expect(errors).toBeUndefined();
  return data?.saveAnnouncement as Answer;
}

async function end({ announcementId, version }: Announcement): Promise<Answer> {
  const { data, errors } = await service.ask<{ endAnnouncement: Answer }>(
    elis,
    `mutation ($id: ID!, $version: Int!) { endAnnouncement(announcementId: $id, version: $version) ${ANSWER} }`,
    { id: announcementId, version },
  );
  expect(errors).toBeUndefined();
  return data?.endAnnouncement as Answer;
}

async function announced(given: object = {}): Promise<Announcement> {
  const { announcement, problems } = await save(given);
  expect(problems).toEqual([]);
  return announcement as Announcement;
}

async function listed(person: Person = elis) {
  const { data, errors } = await service.ask<{ announcements: Announcement[] | null }>(
    person,
    `{ announcements { ${FIELDS} } }`,
  );
  return { announcements: data?.announcements, codes: errors?.map(({ extensions }) => extensions?.code) };
}

const status = async () =>
  (await (await service.fetch('/internal/status.json', { as: { kind: 'anonymous' } })).json()) as {
    maintenance: object[];
  };
const said = ({ problems }: Answer) => problems.map(({ code, path }) => [code, path?.[0]]);

beforeEach(async () => {
  setClock(NOW);
  await service.orm.em.fork().execute('delete from announcement');
});

describe('a maintenance', () => {
  test('is announced by ADMIN, read by who leads and audits, and told to the gateway until it is over', async () => {
    const announcement = await announced({ parts: ['WEBHOOKS', 'API', 'API'] });
    expect(announcement).toMatchObject({ ...TONIGHT, version: 1, parts: ['API', 'WEBHOOKS'] });
    for (const person of [elis, hugo, gilda]) expect((await listed(person)).announcements).toEqual([announcement]);
    for (const person of [ana, clara]) expect((await listed(person)).codes).toEqual(['FORBIDDEN']);
    const { announcementId: _id, version: _version, ...told } = announcement;
    expect((await status()).maintenance).toEqual([told]);
    setClock(Date.parse(at(11)));
    expect((await status()).maintenance).toEqual([]);
    expect((await listed()).announcements).toEqual([announcement]);
  });

  test('is to come, ends after it begins and within a week, and says what it is', async () => {
    const wrong: [object, string][] = [
      [{ startsAt: at(-1) }, 'startsAt'],
      [{ startsAt: at(24 * 366), endsAt: at(24 * 366 + 1) }, 'startsAt'],
      [{ endsAt: at(10) }, 'endsAt'],
      [{ endsAt: at(10 + 7 * 24 + 1) }, 'endsAt'],
      [{ parts: [] }, 'parts'],
      [{ text: 'Curto.' }, 'text'],
      [{ text: 'x'.repeat(501) }, 'text'],
    ];
    for (const [given, path] of wrong)
      expect(said(await save(given)), JSON.stringify(given)).toEqual([['INVALID', path]]);
    expect(said(await save({ startsAt: at(-3), endsAt: at(-2), parts: [], text: '' })).map(([, path]) => path)).toEqual(
      ['startsAt', 'parts', 'endsAt', 'text'],
    );
    expect((await listed()).announcements).toEqual([]);
    // Begun while it was being written.
    await announced({ startsAt: at(-0.1), endsAt: at(1) });
  });

  test('that goes on keeps its beginning and its parts, and once it is over stays as it was', async () => {
    const { announcementId, version } = await announced();
    setClock(Date.parse(at(10.5)));
    const change = { announcementId, version };
    expect(said(await save({ ...change, startsAt: at(10.75), parts: ['API', 'HOMOLOGATION'] }))).toEqual([
      ['INVALID', 'startsAt'],
      ['INVALID', 'parts'],
    ]);
    expect(said(await save({ ...change, endsAt: at(10.25) }))).toEqual([['INVALID', 'endsAt']]);
    const longer = await announced({ ...change, endsAt: at(12) });
    expect(longer).toMatchObject({ endsAt: at(12), version: 2 });
    setClock(Date.parse(at(12)));
    expect(said(await save({ ...change, version: 2, endsAt: at(13) }))).toEqual([['NOT_ALLOWED', undefined]]);
    expect(said(await end(longer))).toEqual([['NOT_ALLOWED', undefined]]);
  });

  test('is taken back before it begins, and ends at once while it goes on', async () => {
    expect(await end(await announced())).toEqual({ announcement: null, problems: [] });
    expect((await listed()).announcements).toEqual([]);
    const begun = await announced();
    setClock(Date.parse(at(10.5)));
    expect(await end(begun)).toMatchObject({ announcement: { endsAt: at(10.5), version: 2 }, problems: [] });
    expect((await status()).maintenance).toEqual([]);
  });

  test('that two change at once takes the first, and shows the second what it is now', async () => {
    const { announcementId, version } = await announced();
    const answers = await Promise.all([12, 13].map((hours) => save({ announcementId, version, endsAt: at(hours) })));
    const [refused] = answers.filter(({ problems }) => problems.length > 0);
    const [taken] = answers.filter(({ problems }) => problems.length === 0);
    expect(refused?.problems).toMatchObject([{ code: 'STALE_VERSION' }]);
    expect(refused?.announcement).toEqual(taken?.announcement);
    for (const announcementId of [randomUUID(), 'x']) {
      expect(said(await save({ announcementId, version: 1 }))).toEqual([['NOT_FOUND', 'id']]);
    }
  });

  test('there is room for twenty that are not over, also where many are announced at once', async () => {
    const answers = await Promise.all(Array.from({ length: 22 }, () => save({})));
    expect(answers.flatMap(said)).toEqual([
      ['NOT_ALLOWED', undefined],
      ['NOT_ALLOWED', undefined],
    ]);
    const [{ announcementId, version } = await announced()] = (await listed()).announcements ?? [];
    await announced({ announcementId, version, text: 'Mudar cabe sempre.' });
    setClock(Date.parse(at(11)));
    await announced({ startsAt: at(12), endsAt: at(13) });
  });

  test('is in the log of acts with what it excuses, and without its words', async () => {
    const announcement = await announced();
    await end(announcement);
    const rows = await service.orm.em
      .fork()
      .execute('select act, subject, actor_id, detail from audit_record where subject_id = ? order by id', [
        announcement.announcementId,
      ]);
    const detail = { startsAt: TONIGHT.startsAt, endsAt: TONIGHT.endsAt, parts: TONIGHT.parts };
    const record = { subject: 'CONTENT', actor_id: elis.id, detail };
    expect(rows).toEqual([
      { act: 'saveAnnouncement', ...record },
      { act: 'endAnnouncement', ...record },
    ]);
  });
});

test('the homologation environment alone is told of maintenance of its own that is over', async () => {
  const over = async (since: string, as: object = { kind: 'service', name: 'homologation' }) =>
    service.fetch(`/internal/maintenance-over?since=${since}`, { as } as Parameters<typeof service.fetch>[1]);
  const { announcementId: id } = await announced();
  await announced({ parts: ['API'] });
  expect(await (await over(at(0))).json()).toEqual({ over: [] });
  // In this minute it may still be prolonged by who began to before.
  setClock(Date.parse(at(11)));
  expect(await (await over(at(0))).json()).toEqual({ over: [] });
  setClock(Date.parse(at(11)) + 60_000);
  expect(await (await over(at(0))).json()).toEqual({ over: [{ id, startsAt: at(10), endsAt: at(11) }] });
  expect(await (await over(at(11))).json()).toEqual({ over: [] });
  expect((await over('yesterday')).status).toBe(400);
  expect((await over(at(0), { kind: 'anonymous' })).status).toBe(401);
  expect((await over(at(0), elis)).status).toBe(401);
});

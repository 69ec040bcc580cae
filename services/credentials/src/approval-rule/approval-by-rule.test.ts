import { randomUUIDv7 } from 'node:crypto';
import type { Caller } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { testDraw } from '../testing/test-draw.ts';

const HOMOLOGATION: Caller = { kind: 'service', name: 'homologation' };
const DAY_MS = 86_400_000;

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());
const cnes = service.catalogue.portfolios?.find(({ slug }) => slug === 'cnes');
for (const [slug, drawnPercent] of [
  ['regra', 0],
  ['sorteio', 100],
] as const) {
  if (!cnes) break;
  const requirements = cnes.requirements.map((one) => ({ ...one, provenByReport: true }));
  service.catalogue.portfolios?.push({ ...cnes, slug, name: slug, approvalByRule: { drawnPercent }, requirements });
}

interface Told {
  state: string;
  reviewer: object | null;
  approvals: object[];
  credential: { id: string; state: string } | null;
  history: { action: string; actor: string; message: string | null; from: string; to: string }[];
  ruleDecision: {
    outcome: string;
    obstacles: string[];
    reports: string[];
    drawnPercent: number;
    lot: string | null;
    lotKey: string | null;
  } | null;
}

const TOLD = `state reviewer { id } approvals { at } credential { id state } history { action actor message from to }
  ruleDecision { outcome obstacles reports drawnPercent lot lotKey }`;

async function told(id: string, as = ana): Promise<Told> {
  const read = await journey.read<Told>(as, id, TOLD);
  if (!read) throw new Error('not theirs');
  return read;
}

let systems = 0;

async function credentialFor(portfolio: string): Promise<string> {
  const created = await journey.done(journey.create(ana, portfolio, ['leitos']));
  const draft = await journey.done(journey.update(ana, created, wholeForm(`Sistema por regra ${++systems}`)));
  const claimed = await journey.done(journey.act(clara, 'claim', await journey.done(submit(draft))));
  return (await journey.done(journey.act(clara, 'approve', claimed))).credential?.id ?? '';
}

const submit = (request: Pick<SeenRequest, 'id' | 'version'>) => journey.act(ana, 'submit', request);

/** Attaches a file that is a report, as the homologation environment tells of it. */
async function attachReport(requestId: string, facts: object): Promise<string> {
  const { sha256 } = await attach(service, ana, requestId, pdf(randomUUIDv7(), 'relatorio.pdf'));
  const report = {
    reportId: randomUUIDv7(),
    pdfSha256: sha256,
    suite: 'leitos',
    validUntil: new Date(service.clock.now.getTime() + DAY_MS).toISOString(),
    suiteEndsAt: null,
    services: { leitos: ['leitos'] },
    forPeople: null,
    revision: 1,
    ...facts,
  };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(report);
  const answer = await service.fetch('/internal/conformance-reports', {
    method: 'POST',
    headers,
    body,
    as: HOMOLOGATION,
  });
  expect(answer.status).toBe(204);
  return report.reportId;
}

/** A draft for production with the report of a complete run. */
async function draftWithReport(portfolio = 'regra', facts: object = {}) {
  const credentialId = await credentialFor(portfolio);
  const draft = await journey.done(journey.createProduction(ana, credentialId));
  const reportId = await attachReport(draft.id, { credentialId, ...facts });
  return { draft, credentialId, reportId };
}

async function rows(sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  return service.orm.em.fork().execute(sql, values);
}

const credentialsOf = (id: string) => rows('select id from credential where request_id = ?', [id]);

describe('a production request whose reports prove all', () => {
  test('is approved by the rule at once, as by a person, and says by what', async () => {
    const { draft, reportId } = await draftWithReport();
    const sent = await journey.done(submit(draft));
    expect(sent).toMatchObject({
      state: 'APPROVED',
      version: draft.version + 2,
      credential: { id: expect.any(String) },
    });
    const seen = await told(draft.id);
    expect(seen).toMatchObject({ reviewer: null, approvals: [], credential: { state: 'ACTIVE' } });
    expect(seen.history.slice(-2)).toMatchObject([
      { action: 'SUBMIT', actor: ana.name, from: 'DRAFT', to: 'SUBMITTED' },
      { action: 'APPROVE', actor: 'Regra do portfólio regra', from: 'SUBMITTED', to: 'APPROVED' },
    ]);
    expect(seen.history.at(-1)?.message).toContain(
      `Aprovada por regra: o relatório de conformidade ${reportId} comprova`,
    );
    expect(seen.ruleDecision).toMatchObject({
      outcome: 'APPROVED',
      obstacles: [],
      reports: [reportId],
      drawnPercent: 0,
    });
    const em = service.orm.em.fork();
    expect(await em.find(AuditRecord, { subjectId: draft.id, act: 'APPROVE' })).toMatchObject([{ actorId: null }]);
    const line = await em.find(OutboxEntry, { subjectId: { $in: [draft.id, seen.credential?.id ?? ''] } });
    expect(line.map(({ act }) => act)).toEqual(expect.arrayContaining(['SUBMIT', 'APPROVE', 'ISSUE']));
  });

  test('once, however often it is sent with one key, and at once', async () => {
    const { draft } = await draftWithReport();
    const declared = '$id: ID!, $version: Int!, $idempotencyKey: String';
    const variables = { id: draft.id, version: draft.version, idempotencyKey: randomUUIDv7() };
    const send = () => journey.done(journey.mutate(ana, 'submitAccessRequest', declared, variables));
    const answers = await Promise.all(Array.from({ length: 4 }, send));
    answers.push(await send());
    expect(new Set(answers.map(({ credential }) => credential?.id)).size).toBe(1);
    expect(await credentialsOf(draft.id)).toHaveLength(1);
    expect(await rows('select 1 from rule_decision where request_id = ?', [draft.id])).toHaveLength(1);
    expect((await told(draft.id)).history.map(({ action }) => action).filter((act) => act === 'APPROVE')).toHaveLength(
      1,
    );
  });

  test('once, of several that are sent at once without one', async () => {
    const { draft } = await draftWithReport();
    const answers = await Promise.all(Array.from({ length: 4 }, () => submit(draft)));
    expect(answers.map(({ problems }) => problems.map(({ code }) => code).join()).sort()).toEqual([
      '',
      ...Array(3).fill('STALE_VERSION'),
    ]);
    expect(await credentialsOf(draft.id)).toHaveLength(1);
  });
});

describe('one that was drawn', () => {
  test('stays in the queue for a person, who approves it; its lot can be drawn again', async () => {
    const { draft, reportId } = await draftWithReport('sorteio');
    const sent = await journey.done(submit(draft));
    expect(sent).toMatchObject({ state: 'SUBMITTED', credential: null });
    const drawn = { outcome: 'DRAWN', obstacles: [], reports: [reportId], drawnPercent: 100 };
    for (const reviewing of [clara, elis]) {
      const lot = { lot: testDraw.lotOf(draft.id), lotKey: testDraw.key };
      expect((await told(draft.id, reviewing)).ruleDecision).toEqual({ ...drawn, ...lot });
    }
    expect((await told(draft.id)).ruleDecision).toEqual({ ...drawn, lot: null, lotKey: null });
    expect(await journey.read(bruno, draft.id)).toBeNull();
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    expect(await journey.done(journey.act(clara, 'approve', claimed))).toMatchObject({ state: 'APPROVED' });
    expect(await told(draft.id)).toMatchObject({ reviewer: {}, ruleDecision: { outcome: 'DRAWN' } });
  });

  test('is not drawn for again by giving it up and beginning anew', async () => {
    const { draft, credentialId } = await draftWithReport('sorteio');
    await journey.done(journey.act(ana, 'cancel', await journey.done(submit(draft))));
    const again = await journey.done(journey.createProduction(ana, credentialId));
    await attachReport(again.id, { credentialId });
    expect(await journey.done(submit(again))).toMatchObject({ state: 'SUBMITTED' });
    expect((await told(again.id)).ruleDecision).toMatchObject({
      outcome: 'FOR_PEOPLE',
      obstacles: ['SUBMITTED_BEFORE'],
    });
  });
});

describe('a person looks at one', () => {
  const goesToPeople = async (draft: Pick<SeenRequest, 'id' | 'version'>, ...obstacles: string[]) => {
    expect(await journey.done(submit(draft))).toMatchObject({ state: 'SUBMITTED', credential: null });
    expect((await told(draft.id)).ruleDecision).toMatchObject({ outcome: 'FOR_PEOPLE', obstacles });
    expect(await credentialsOf(draft.id)).toEqual([]);
  };

  test('with the report of another credential', async () => {
    const { draft } = await draftWithReport('regra', { credentialId: await credentialFor('regra') });
    await goesToPeople(draft, 'OTHER_EVIDENCE', 'UNPROVEN_SERVICE');
  });

  test.each<[string, object, string[]]>([
    [
      'of another suite than its service is judged by',
      { services: { profissionais: ['leitos'] } },
      ['UNPROVEN_SERVICE'],
    ],
    ['of one of two suites', { services: { leitos: ['leitos', 'outra'] } }, ['UNPROVEN_SERVICE']],
    ['of a run in which people found otherwise', { forPeople: 'FOUND_OTHERWISE' }, ['RUN_FOR_PEOPLE']],
    ['that was told by an older service', { services: undefined, forPeople: undefined }, ['UNPROVEN_SERVICE']],
  ])('with a report %s', async (_what, facts, obstacles) => {
    await goesToPeople((await draftWithReport('regra', facts)).draft, ...obstacles);
  });

  test('with another file beside the report', async () => {
    const { draft } = await draftWithReport();
    await attach(service, ana, draft.id, pdf());
    await goesToPeople(draft, 'OTHER_EVIDENCE');
  });

  test('in which something is not as it was approved for homologation', async () => {
    const { draft } = await draftWithReport();
    const changed = await journey.done(journey.update(ana, draft, { system: { ipRanges: ['200.19.0.99'] } }));
    await goesToPeople(changed, 'CHANGED_DATA');
  });

  test('that has warnings', async () => {
    const { draft } = await draftWithReport();
    const warned = await journey.done(journey.update(ana, draft, { system: { ipRanges: ['0.0.0.0/0'] } }));
    await goesToPeople(warned, 'CHANGED_DATA', 'WARNINGS');
  });

  test('that is sent again after changes were asked for', async () => {
    const { draft } = await draftWithReport('sorteio');
    const claimed = await journey.done(journey.act(clara, 'claim', await journey.done(submit(draft))));
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    await goesToPeople(back, 'SUBMITTED_BEFORE');
  });
});

test('nothing is approved by rule where the portfolio says nothing, nor for homologation', async () => {
  const { draft } = await draftWithReport('cnes');
  expect(await journey.done(submit(draft))).toMatchObject({ state: 'SUBMITTED' });
  expect(await told(draft.id)).toMatchObject({ ruleDecision: null });
  const created = await journey.done(journey.create(ana, 'regra', ['leitos']));
  const homologation = await journey.done(journey.update(ana, created, wholeForm('Só homologação')));
  expect(await journey.done(submit(homologation))).toMatchObject({ state: 'SUBMITTED' });
  expect(await told(homologation.id)).toMatchObject({ ruleDecision: null });
});

test('a report that is over is refused, and nothing is approved', async () => {
  const { draft } = await draftWithReport('regra', {
    suiteEndsAt: new Date(service.clock.now.getTime() - 1).toISOString(),
  });
  expect((await submit(draft)).problems).toMatchObject([{ code: 'EXPIRED' }]);
  expect(await told(draft.id)).toMatchObject({ state: 'DRAFT', ruleDecision: null });
});

test('what a rule decided is never changed nor deleted by the service', async () => {
  const client = new pg.Client({ connectionString: service.runtimeUrl });
  await client.connect();
  try {
    for (const sql of [`update rule_decision set outcome = 'APPROVED'`, 'delete from rule_decision']) {
      await expect(client.query(sql)).rejects.toThrow(/permission denied/);
    }
  } finally {
    await client.end();
  }
});

import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Caller } from '@portal/service-kit';
import { afterAll, describe, expect, test } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const HOMOLOGATION: Caller = { kind: 'service', name: 'homologation' };
const DAY_MS = 86_400_000;

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const later = (ms: number) => new Date(service.clock.now.getTime() + ms);

function report(credentialId: string, facts: object = {}) {
  return {
    reportId: randomUUIDv7(),
    credentialId,
    pdfSha256: createHash('sha256').update(randomUUIDv7()).digest('hex'),
    suite: 'ria-r',
    validUntil: later(DAY_MS).toISOString(),
    suiteEndsAt: null,
    revision: 1,
    ...facts,
  };
}

async function tell(body: object, as: Caller = HOMOLOGATION): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const path = '/internal/conformance-reports';
  return (await service.fetch(path, { method: 'POST', headers, body: JSON.stringify(body), as })).status;
}

const fileName = 'relatorio-de-conformidade.pdf';

/** A draft for production with a file that is a report. */
async function draftWithReport(facts: object = {}) {
  const draft = await journey.productionDraft();
  const read = await journey.read<{ homologationCredential: { id: string } }>(
    ana,
    draft.id,
    'homologationCredential { id }',
  );
  const evidence = await attach(service, ana, draft.id, pdf(randomUUIDv7(), fileName), ['saida']);
  const told = report(read?.homologationCredential.id ?? '', { pdfSha256: evidence.sha256, ...facts });
  expect(await tell(told)).toBe(204);
  return { draft, evidence, told };
}

const productionInReview = async () =>
  journey.done(journey.act(clara, 'claim', await journey.done(submit(await journey.productionDraft()))));

const submit = (request: Pick<SeenRequest, 'id' | 'version'>) => journey.act(ana, 'submit', request);

async function at<Result>(moment: Date, work: () => Promise<Result>): Promise<Result> {
  const present = service.clock.now;
  service.clock.now = moment;
  try {
    return await work();
  } finally {
    service.clock.now = present;
  }
}

describe('a production request with a report that counts no more', () => {
  test('is refused, and says which file and what to do; and taken in the last moment that it counts', async () => {
    const { draft, evidence, told } = await draftWithReport();
    const end = new Date(told.validUntil);
    const refused = await at(new Date(end.getTime() + 1), () => submit(draft));
    expect(refused).toMatchObject({
      accessRequest: { state: 'DRAFT', version: draft.version },
      problems: [{ code: 'EXPIRED', path: ['evidence', evidence.id] }],
    });
    expect(refused.problems[0]?.message).toMatch(
      /^relatorio-de-conformidade\.pdf: este relatório de conformidade venceu em \d\d\/\d\d\/\d{4} às \d\d:\d\d\. Emita um relatório novo/,
    );
    expect((await at(end, () => submit(draft))).problems).toEqual([]);
  });

  test('whose suite was replaced is refused from when that is told, and not on what was told before', async () => {
    const { draft, evidence, told } = await draftWithReport({ revision: 2 });
    expect(await tell({ ...told, revision: 1, suiteEndsAt: later(-1).toISOString() })).toBe(204);
    expect(await tell({ ...told, revision: 3, suiteEndsAt: later(1_000).toISOString() })).toBe(204);
    const refused = await at(later(1_001), () => submit(draft));
    expect(refused.problems).toMatchObject([
      {
        code: 'EXPIRED',
        path: ['evidence', evidence.id],
        message: expect.stringContaining('de uma versão do roteiro que não vale mais'),
      },
    ]);
    expect((await submit(draft)).problems).toEqual([]);
  });

  test('is refused when it is sent again as well, until the file is removed', async () => {
    const { draft, evidence, told } = await draftWithReport();
    const sent = await journey.done(submit(draft));
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    await at(new Date(Date.parse(told.validUntil) + 1), async () => {
      expect((await submit(back)).problems).toMatchObject([{ code: 'EXPIRED', path: ['evidence', evidence.id] }]);
      await service.ask(ana, 'mutation ($id: ID!) { removeEvidence(id: $id) { problems { code } } }', {
        id: evidence.id,
      });
      expect((await submit(back)).problems).toEqual([]);
    });
  });

  test('is told of it along with all else that is missing', async () => {
    const { draft, told } = await draftWithReport();
    const emptied = await journey.done(journey.update(ana, draft, { system: { ipRanges: [] } }));
    const { problems } = await at(new Date(Date.parse(told.validUntil) + 1), () => submit(emptied));
    expect(problems.map(({ code }) => code)).toEqual(['REQUIRED', 'EXPIRED']);
  });
});

test('a report that nobody attached keeps nothing back', async () => {
  const { credential } = await journey.approved();
  expect(await tell(report(credential?.id ?? '', { validUntil: later(-1).toISOString() }))).toBe(204);
  expect((await submit(await journey.productionDraft())).problems).toEqual([]);
});

describe('what is told of reports', () => {
  test('is not taken of a credential that is not there, or for production', async () => {
    const { credential } = await journey.done(journey.act(clara, 'approve', await productionInReview()));
    const answers = [await tell(report(randomUUIDv7())), await tell(report(credential?.id ?? ''))];
    expect(answers).toEqual([404, 404]);
  });

  test.each([
    ['no report', { reportId: 'x' }],
    ['no hash', { pdfSha256: 'A'.repeat(64) }],
    ['no end', { validUntil: null }],
    ['no revision', { revision: 0 }],
  ])('with %s is refused', async (_what, wrong) => {
    expect(await tell(report(randomUUIDv7(), wrong))).toBe(400);
  });

  test('is told by the homologation environment alone', async () => {
    for (const as of [ana, { kind: 'anonymous' } as const]) expect(await tell(report(randomUUIDv7()), as)).toBe(401);
  });
});

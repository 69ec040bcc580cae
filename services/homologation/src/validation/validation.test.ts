import { openGuides, writeXml } from '@portal/judge';
import { vaccinationNow } from '@portal/judge/testing/now';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

interface Validation {
  outcome: string;
  documentKind: { code: string; guide: string | null; covered: string[]; notCovered: string[] } | null;
  findings: {
    kind: string;
    rule: string | null;
    expression: string;
    line: number;
    column: number;
    message: string;
    correction: { before: string; after: string; patch: string } | null;
  }[];
  hasMoreFindings: boolean;
}

async function validate(content: string): Promise<Validation> {
  const { data, errors } = await service.ask<{ validateDocument: Validation }>(
    `query ($content: String!) { validateDocument(content: $content) {
      outcome documentKind { code guide guideVersion covered notCovered } hasMoreFindings
      findings { kind rule expression line column message profile expected source correction { before after patch } } } }`,
    { content },
  );
  expect(errors).toBeUndefined();
  return data.validateDocument;
}

type Bundle = ReturnType<typeof vaccinationNow>;

function today(change: (bundle: Bundle) => void = () => {}): string {
  const bundle = vaccinationNow();
  change(bundle);
  return JSON.stringify(bundle, null, 2);
}

describe('a document', () => {
  it('with nothing to mend is valid, and it is told by what it was judged and what was not looked at', async () => {
    const { outcome, documentKind, findings } = await validate(today());
    expect([outcome, findings]).toEqual(['VALID', []]);
    expect(documentKind).toMatchObject({
      code: 'RIA-R',
      guide: 'br.gov.saude.ria.fhir',
      guideVersion: '1.0.0-release',
    });
    expect(documentKind?.covered).toHaveLength(4);
    expect(documentKind?.notCovered).toHaveLength(1);
  });

  it('with something wrong is told what, where and by which rule', async () => {
    const wrong = today(({ entry }) => Object.assign(entry[1]?.resource ?? {}, { status: 'done' }));
    const { outcome, findings } = await validate(wrong);
    expect(outcome).toBe('INVALID');
    const line = wrong.split('\n').findIndex((text) => text.includes('"done"')) + 1;
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'CODE', expression: 'Bundle.entry[1].resource.status', line, column: 9 }),
    );
  });

  it('that can only be meant one way is told how it should be', async () => {
    const { findings } = await validate(
      today(({ entry }) => Object.assign(entry[0]?.resource ?? {}, { status: 'preliminary' })),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'EHR-ERR924',
        correction: {
          before: '"status": "preliminary"',
          after: '"status": "final"',
          patch: expect.stringContaining('/entry/0/resource/status'),
        },
      }),
    );
  });

  it('in XML is judged as it is in JSON', async () => {
    const xml = writeXml(JSON.parse(today()), openGuides());
    expect(await validate(xml)).toMatchObject({ outcome: 'VALID', documentKind: { code: 'RIA-R' } });
  });

  it('of a kind that is not judged yet is not called wrong', async () => {
    const prescription = today(({ entry }) => {
      Object.assign(entry[0]?.resource ?? {}, {
        meta: undefined,
        type: { coding: [{ system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/BRTipoDocumento', code: 'REPM' }] },
      });
    });
    expect(await validate(prescription)).toMatchObject({
      outcome: 'NOT_JUDGED',
      documentKind: { code: 'REPM', guide: null },
    });
  });

  it('of no kind that is known is judged by its type', async () => {
    expect(await validate('{"resourceType": "Patient", "gender": "x"}')).toMatchObject({
      outcome: 'INVALID',
      documentKind: null,
      findings: [{ kind: 'CODE', line: 1, column: 29 }],
    });
  });
});

describe('whatever is sent is answered, and the service stays well', () => {
  const entries = Array.from({ length: 10_000 }, () => ({ resource: { resourceType: 'Patient' } }));
  it.each<[string, string, string, string]>([
    ['nothing', '', 'INVALID', 'TEXT'],
    ['neither JSON nor XML', 'olá', 'INVALID', 'TEXT'],
    ['half of XML', '<Bundle xmlns="http://hl7.org/fhir">', 'INVALID', 'TEXT'],
    ['XML with an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'INVALID', 'TEXT'],
    ['half a document', today().slice(0, 500), 'INVALID', 'TEXT'],
    ['another charset', today().replace('Imunobiologico', 'Imunobiol\uFFFDgico'), 'INVALID', 'TEXT'],
    ['half a letter', '{"resourceType": "\\ud800"}', 'INVALID', 'TYPE'],
    ['no resource', '[1, 2]', 'INVALID', 'TYPE'],
    ['one level in another', '['.repeat(200_000), 'INVALID', 'LIMIT'],
    ['ten thousand entries', JSON.stringify({ resourceType: 'Bundle', entry: entries }), 'INVALID', 'LIMIT'],
    ['one byte too many', ' '.repeat(2_000_001), 'NOT_JUDGED', 'LIMIT'],
    ['as much as may be', today().padEnd(2_000_000 - Buffer.byteLength(today()) + today().length), 'VALID', ''],
    ['letters of two bytes', 'é'.repeat(1_000_001), 'NOT_JUDGED', 'LIMIT'],
  ])('%s', async (_what, content, outcome, kind) => {
    expect(await validate(content)).toMatchObject({ outcome, findings: kind ? [{ kind }] : [] });
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  it('more findings than are told', async () => {
    const { findings, hasMoreFindings } = await validate(
      today(({ entry }) => {
        for (let place = 0; place < 1_500; place++) Object.assign(entry[1]?.resource ?? {}, { [`x${place}`]: 1 });
      }),
    );
    expect([findings.length, hasMoreFindings]).toEqual([1_000, true]);
  });

  it('many at once', async () => {
    const documents = Array.from({ length: 20 }, (_, place) => validate(place % 2 ? today() : '{'));
    const outcomes = (await Promise.all(documents)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(Array.from({ length: 20 }, (_, place) => (place % 2 ? 'VALID' : 'INVALID')));
  });
});

import { type ConformanceReport, signedPdfBytes, withSignature } from '@portal/conformance';
import { testReport, testRequirement } from '@portal/conformance/testing';
import { openPrinter } from '@portal/paper/printer';
import { pagesOf, readPdf } from '@portal/paper/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTACHED_NAME, PRINT_THREAD, type PrintJob, printReport } from './print-report.ts';

const JSON_FILE = Buffer.from('{"report":{}}');

async function printed(facts: Partial<ConformanceReport> = {}): Promise<Buffer> {
  return printReport(testReport(facts), { json: JSON_FILE, signatureRoom: 400 });
}

test('page one has the three official prints, whose system it is, and until when it counts', async () => {
  const [first = ''] = await pagesOf(await printed());
  for (const text of [
    'Relatório de conformidade: Registro de imunobiológico (RIA-R)',
    'Clínica São João',
    '100001',
    'clinica/2.1.0',
    '29/11/2027 às 10:00',
    '1. Validação do documento',
    'nada a corrigir, por br.gov.saude.ria.fhir 1.0.0-release',
    '2. Cabeçalho da resposta da criação',
    'HTTP 201',
    'location: https://ehr.example/api/fhir/r4/Bundle/1',
    '3. Bundle enviado',
    '"resourceType": "Bundle"',
    '"id": "•••"',
  ]) {
    expect(first).toContain(text);
  }
});

test('then what was tested, attested, does not apply and was not tested, and how it was judged', async () => {
  const declaration = {
    kind: 'ATTESTED',
    reason: 'Guardamos os dois números.',
    at: '2026-11-28T12:00:00.000Z',
  } as const;
  const coverage = [
    testRequirement(),
    testRequirement({ id: 'ids', title: 'Guarda os números', outcome: 'ATTESTED', declaration, steps: [] }),
    testRequirement({
      id: 'deletion',
      title: 'Exclui',
      outcome: 'NOT_APPLICABLE',
      declaration: { ...declaration, kind: 'NOT_APPLICABLE', reason: 'Nunca excluímos.' },
    }),
    testRequirement({
      id: 'paper',
      title: 'No papel',
      outcome: 'NOT_TESTED',
      notTested: 'Nada disso se vê.',
      steps: [],
    }),
  ];
  const text = (await pagesOf(await printed({ coverage }))).slice(1).join(' ');
  for (const part of [
    'Um token serve a muitas chamadas: passou',
    'token.reuse, obrigatório. https://rnds-guia.saude.gov.br',
    '29/11/2026 10:00:00 POST create-document 201 01990000-0000-7000-8000-000000000004',
    'Guarda os números: atestado',
    'Declarado por quem responde pela credencial em 28/11/2026 às 09:00: Guardamos os dois números.',
    'Exclui: não se aplica',
    'Nunca excluímos.',
    'No papel: não testado',
    'Por quê: Nada disso se vê.',
    `SHA-256 do roteiro ${'ab'.repeat(32)}`,
    'ria-r, versão 1.0.0',
  ]) {
    expect(text).toContain(part);
  }
});

test('what two people found is told as that, beside what the judge saw, with why and when', async () => {
  const override = {
    outcome: 'PASSED',
    proposedOf: 'WAITING',
    judged: 'FAILED',
    reason: 'A regra dispensa este envio.',
    proposedAt: '2026-11-28T12:00:00.000Z',
    confirmedAt: '2026-11-28T13:30:00.000Z',
  } as const;
  const text = (await pagesOf(await printed({ coverage: [testRequirement({ override })] }))).slice(1).join(' ');
  for (const part of [
    'Avaliado por pessoas 1 requisito',
    'Avaliado por pessoas: passou. O juiz automático viu: não passou.',
    'Quando foi proposto, o juiz tinha visto: não foi visto.',
    'Proposto em 28/11/2026 às 09:00 e confirmado por uma segunda pessoa em 28/11/2026 às 10:30.',
    'Motivo: A regra dispensa este envio.',
    'Nada foi testado.',
  ]) {
    expect(text).toContain(part);
  }
});

test('each page says which one it is, of what, and where that is verified', async () => {
  const coverage = Array.from({ length: 60 }, (_, place) => testRequirement({ id: `r${place}` }));
  const report = testReport();
  const pages = await pagesOf(await printed({ coverage }));
  expect(pages.length).toBeGreaterThan(4);
  for (const [place, text] of pages.entries()) {
    expect(text).toContain(`Página ${place + 1} de ${pages.length}`);
    expect(text).toContain(`Relatório ${report.id}`);
    expect(text).toContain(report.verifyUrl);
  }
});

test('it is a tagged PDF/A-3 in Portuguese that carries its JSON, its fonts, its colours, and nothing that acts', async () => {
  const pdf = await printed();
  const { metadata, info, attached, marked } = await readPdf(pdf, async (document) => ({
    ...(await document.getMetadata()),
    attached: await document.getAttachmentContent([...((await document.getAttachments())?.keys() ?? [])].join()),
    marked: await document.getMarkInfo(),
  }));
  expect([metadata.get('pdfaid:part'), metadata.get('pdfaid:conformance')]).toEqual(['3', 'B']);
  expect(info).toMatchObject({ Language: 'pt-BR', IsAcroFormPresent: false, EncryptFilterName: null });
  expect((marked as unknown as Map<string, boolean>).get('Marked')).toBe(true);
  expect(Buffer.from(attached as Uint8Array)).toEqual(JSON_FILE);
  expect(pdf.includes(`/UF (${ATTACHED_NAME})`)).toBe(true);
  const text = pdf.toString('latin1');
  for (const must of [
    '/AFRelationship /Data',
    '/OutputIntents',
    '/GTS_PDFA1',
    '/StructTreeRoot',
    '/ID [',
    '%PDF-1.7',
  ]) {
    expect(text).toContain(must);
  }
  for (const never of ['/JavaScript', '/OpenAction', '/Encrypt', '/URI', '/SMask', '/Launch', '/Helvetica']) {
    expect(text).not.toContain(never);
  }
  const fonts = [...text.matchAll(/\/Type \/FontDescriptor[\s\S]*?>>/g)].map(([found]) => found);
  expect(fonts.length).toBeGreaterThan(2);
  for (const font of fonts) expect(font).toMatch(/\/FontFile2 /);
  expect(text.match(/\/ToUnicode /g)?.length).toBe(fonts.length);
});

test('there is a place for its signature, and one alone', async () => {
  const bare = new Uint8Array(await printed());
  const signed = withSignature(bare, 'a..b');
  expect(await signedPdfBytes(signed)).toEqual(await signedPdfBytes(bare));
  expect(() => withSignature(bare, 'x'.repeat(401))).toThrow('no place');
});

test('names of any script, and what would break a document, are printed or spelled out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), async (systemName) => {
      const credential = { ...testReport().credential, systemName };
      expect((await pagesOf(await printed({ credential }))).length).toBeGreaterThan(1);
    }),
    { numRuns: 5 },
  );
  const credential = { ...testReport().credential, systemName: 'Ação Ωμέγα Школа 医院 \u202Ex' };
  const [first = ''] = await pagesOf(await printed({ credential }));
  expect(first).toContain('Ação Ωμέγα Школа ‹533B›‹9662› x');
});

test('a Bundle of 200 kB fills the first page and no more, and says where the rest is', async () => {
  const json = JSON.stringify({ resourceType: 'Bundle', text: 'ç"('.repeat(60_000), many: Array(2_000).fill('•••') });
  const { prints } = testReport();
  if (!prints) throw new Error('a test report has prints');
  const pages = await pagesOf(await printed({ prints: { ...prints, bundle: { ...prints.bundle, json } } }));
  expect(pages[0]).toContain('Continua no JSON anexado');
  expect(pages[1]).toContain('Cobertura');
  const kept = await pagesOf(await printed({ prints: { ...prints, bundle: { ...prints.bundle, json: null } } }));
  expect(kept[0]).toContain('Era maior do que o ambiente guarda');
});

test('a report without end is printed within bounds', async () => {
  const step = testRequirement().steps[0];
  if (!step) throw new Error('a test requirement has a step');
  const calls = Array.from({ length: 500 }, () => step.calls).flat();
  const coverage = Array.from({ length: 400 }, (_, place) =>
    testRequirement({
      id: `r${place}`,
      title: 'A'.repeat(5_000),
      steps: [{ ...step, why: 'x '.repeat(5_000), calls }],
    }),
  );
  const pdf = await printed({ coverage });
  expect(pdf.length).toBeLessThan(1_500_000);
  expect((await pagesOf(pdf)).at(-1)).toContain('Página');
});

test('it is printed in a thread of its own, and its pages say the same', async () => {
  await using printer = openPrinter<PrintJob>(PRINT_THREAD);
  const report = testReport();
  const printing = { json: JSON_FILE, signatureRoom: 400 };
  const pdf = await printer.print({ report, printing });
  expect(await pagesOf(pdf)).toEqual(await pagesOf(await printReport(report, printing)));
});

import { OWN_DATA_FIELDS, OWN_DATA_MOST_PRINTED, OWN_DATA_TITLES } from '@portal/domain';
import { openPrinter } from '@portal/paper/printer';
import { pagesOf } from '@portal/paper/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRINT_THREAD, type PrintJob } from './print-job.ts';
import { type OwnDataFacts, partsOf, printOwnData } from './print-own-data.ts';
import { printReceipt, type ReceiptFacts } from './print-receipt.ts';

const FACTS: ReceiptFacts = {
  protocol: '2026-0000123-6',
  printedAt: '2026-11-24T12:00:00.000Z',
  state: 'Enviada',
  environment: 'Produção',
  portfolio: 'RNDS',
  services: ['REL'],
  establishment: 'Clínica São João',
  childEstablishments: 0,
  system: 'Sistema',
  certificateSha256: null,
  submissions: [{ at: '2026-11-24T12:00:00.000Z', by: 'Ana' }],
  files: [],
  url: 'https://portal.example/solicitacoes/1',
};

test('names of any script, and what would break a document, are printed or spelled out', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(text, text, async (system, name) => {
      const files = [{ name, sha256: 'ab'.repeat(32) }];
      expect((await pagesOf(await printReceipt({ ...FACTS, system, files }))).length).toBeGreaterThan(0);
    }),
    { numRuns: 5 },
  );
  const [page] = await pagesOf(await printReceipt({ ...FACTS, system: 'Ação Школа 医 \u202Ex' }));
  expect(page).toContain('Ação Школа ‹533B› x');
});

test('the longest there may be goes over pages, each numbered, within bounds', async () => {
  const submissions = Array.from({ length: 500 }, () => ({ at: FACTS.printedAt, by: 'A'.repeat(200) }));
  const files = Array.from({ length: 200 }, () => ({ name: 'B'.repeat(255), sha256: 'ab'.repeat(32) }));
  const pdf = await printReceipt({ ...FACTS, system: 'C'.repeat(5_000), submissions, files });
  expect(pdf.length).toBeLessThan(500_000);
  const pages = await pagesOf(pdf);
  expect(pages.length).toBeGreaterThan(3);
  for (const [place, page] of pages.entries()) expect(page).toContain(`página ${place + 1} de ${pages.length}`);
});

test('what the thread prints says the same', async () => {
  await using printer = openPrinter<PrintJob>(PRINT_THREAD);
  const printed = await printer.print({ kind: 'receipt', facts: FACTS });
  expect(await pagesOf(printed)).toEqual(await pagesOf(await printReceipt(FACTS)));
});

test('what is more than can be printed soon is refused at once, and what was taken is printed', async () => {
  await using printer = openPrinter<PrintJob>(PRINT_THREAD);
  const asked = Array.from({ length: 30 }, () => printer.print({ kind: 'receipt', facts: FACTS }));
  const refused = (await Promise.allSettled(asked)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(10);
  for (const reason of refused) expect(reason).toMatchObject({ code: 'PRINTER_BUSY' });
  expect(await printer.print({ kind: 'receipt', facts: FACTS })).toBeInstanceOf(Buffer);
});

describe('what is held of a person', () => {
  const print = async (parts: OwnDataFacts['parts']) =>
    (await pagesOf(await printOwnData({ printedAt: FACTS.printedAt, name: 'Ana Souza', parts }))).join(' ');

  test('is printed whole and in words: codes, moments, what is nested, what is not there, what is long', async () => {
    const text = 'Palavra '.repeat(250).trim();
    const at = '2026-11-30T11:25:00.123+00:00';
    const printed = await print({
      person: [{ name: 'Ana Souza', email: null, emailVerified: true, level: 'GOLD', lastSignedInAt: at }],
      requests: [{ protocol: '2026-0000123-6', state: 'APPROVED', manager: { name: 'Bia', cpf: '52998224725' } }],
      history: [{ action: 'SUBMIT', from: 'DRAFT', to: 'SUBMITTED', reasons: [{ code: 'OTHER', message: 'Falta' }] }],
      messages: [{ text }],
      teams: [{ role: 'GESTOR' }],
      webhooks: [],
      acts: [{ act: 'updateAccessRequest', subject: 'ACCESS_REQUEST', at }],
    });
    for (const words of [
      'A sua conta',
      'E-mail Não informado',
      'E-mail verificado Sim',
      '30/11/2026 às 08:25',
      'Situação Aprovada',
      'Gestor responsável: CPF 52998224725',
      'Motivos: Mensagem Falta',
      'Preencheu a solicitação',
      'Webhooks Nada.',
    ])
      expect(printed).toContain(words);
    expect(printed.match(/Palavra/g)).toHaveLength(250);
    expect(printed).not.toMatch(/APPROVED|GESTOR|updateAccessRequest|emailVerified/);
  });

  test('says what a reason was about in the words of its fields', async () => {
    const first = { code: 'OTHER', path: 'system.ipRanges', message: 'Justifique a faixa.' };
    const relabelled = { code: 'MANAGER_DATA', label: 'Gestor, como se dizia', path: null, message: 'Corrija.' };
    const printed = await print({ history: [{ reasons: [first] }, { reasons: [relabelled] }] });
    for (const words of ['Sistema: Endereços IP', 'Código Outro motivo', 'Motivo Gestor, como se dizia'])
      expect(printed).toContain(words);
    expect(printed).not.toContain('MANAGER_DATA');
    expect(printed).not.toContain('ipRanges');
  });

  test('names what has no words yet by its own, and breaks at no letter that a person may have written', async () => {
    expect(await print({ somethingNew: [{ newField: 'valor' }] })).toMatch(/somethingNew newField valor/);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 600 }), async (text) => {
        expect(await print({ messages: [{ text }] })).toContain('Mensagens que você escreveu');
      }),
      { numRuns: 5 },
    );
  });

  test('of who has a hundred of everything fits into the thread, with fewer of each', async () => {
    const entry = Object.fromEntries(Object.keys(OWN_DATA_FIELDS).map((field) => [field, 'Valor de um campo.']));
    const parts = Object.fromEntries(Object.keys(OWN_DATA_TITLES).map((part) => [part, Array(101).fill(entry)]));
    const facts = { printedAt: FACTS.printedAt, name: 'Ana', parts };
    await using printer = openPrinter<PrintJob>(PRINT_THREAD);
    const printed = (await pagesOf(await printer.print({ kind: 'own data', facts }))).join(' ');
    for (const title of Object.values(OWN_DATA_TITLES)) expect(printed).toContain(title);
    expect(printed).toMatch(/Os \d{1,2} mais recentes/);
  });

  test('has the newest of what was done, in whichever database that is', async () => {
    const acts = (subjectId: string, minute: number) =>
      Array.from({ length: OWN_DATA_MOST_PRINTED }, (_, place) => ({
        at: new Date(Date.UTC(2026, 10, 30, 12, minute) - place * 60_000).toISOString(),
        subjectId: `${subjectId} ${place};`,
      }));
    const printed = await print(
      partsOf([{ person: [{ name: 'Ana' }] }, { acts: acts('aqui', 0) }, { acts: acts('na homologação', 50) }]),
    );
    expect(printed).toContain('na homologação 0;');
    expect(printed).toContain('aqui 0;');
    expect(printed.indexOf('na homologação 49;')).toBeLessThan(printed.indexOf('aqui 0;'));
    expect(printed).not.toContain('aqui 90;');
  });

  test('of more than a hundred has the newest, and says that there are others', async () => {
    const messages = Array.from({ length: OWN_DATA_MOST_PRINTED + 1 }, (_, place) => ({ text: `nº ${place};` }));
    const printed = await print({ messages });
    expect(printed).toContain(`nº ${OWN_DATA_MOST_PRINTED - 1};`);
    expect(printed).not.toContain(`nº ${OWN_DATA_MOST_PRINTED};`);
    expect(printed).toContain('Os outros estão no arquivo para programas');
  });
});

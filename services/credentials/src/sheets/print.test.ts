import { openPrinter } from '@portal/paper/printer';
import { pagesOf } from '@portal/paper/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRINT_THREAD, type PrintJob } from './print-job.ts';
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

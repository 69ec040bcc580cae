import { join } from 'node:path';
import { type ConformanceReport, emptySlot, PDF_SIGNATURE_KEY } from '@portal/conformance';
import { formatDateTime } from '@portal/domain';
import { drawQrCode, Paper } from '@portal/paper';
import { printCoverage } from './print-coverage.ts';
import { printOfficialPrints } from './print-prints.ts';

/** The report's JSON, as the PDF carries it. */
export const ATTACHED_NAME = 'relatorio-de-conformidade.json';

/** What a report is printed with. */
export interface Printing {
  /** The whole signed report, which the PDF carries. */
  json: Buffer;
  /** How much room its signature needs. */
  signatureRoom: number;
}

/** What is asked of the thread that prints. */
export interface PrintJob {
  report: ConformanceReport;
  printing: Printing;
}

/** Where that thread begins. */
export const PRINT_THREAD = join(import.meta.dirname, 'print-thread.ts');

/** A report as PDF/A-3, but for its signature: the place for that is empty. */
export async function printReport(report: ConformanceReport, { json, signatureRoom }: Printing): Promise<Buffer> {
  const issuedAt = new Date(report.issuedAt);
  const paper = new Paper({
    // Of nobody's making but ours: these stand in XML that is not escaped.
    Title: `Relatório de conformidade ${report.id}`,
    Author: 'Portal de Serviços',
    Creator: 'Portal de Serviços',
    Producer: 'PDFKit',
    CreationDate: issuedAt,
    [PDF_SIGNATURE_KEY]: emptySlot(signatureRoom),
  });
  paper.pdf.file(json, {
    name: ATTACHED_NAME,
    type: 'application/json',
    description: 'O relatório inteiro, assinado',
    creationDate: issuedAt,
    modifiedDate: issuedAt,
    relationship: 'Data',
  } as PDFKit.Mixins.PDFAttachmentOptions);
  printHead(paper, report);
  printOfficialPrints(paper, report);
  printCoverage(paper, report);
  printJudging(paper, report);
  paper.eachPage(({ number, of, left, top, width }) => {
    drawQrCode(paper, report.verifyUrl, { x: left, y: top - 6, size: 56 });
    const text = { width: width - 66, size: 7.5, colour: '#555555' };
    paper.line(`Relatório ${report.id}`, left + 66, top, text);
    paper.line(`Confira em ${report.verifyUrl}`, left + 66, top + 13, text);
    paper.line(`Página ${number} de ${of}`, left + 66, top + 26, text);
  });
  return paper.bytes();
}

function printHead(paper: Paper, { run, credential, issuedAt, validUntil }: ConformanceReport): void {
  paper.write('P', 'Portal de Serviços · Ministério da Saúde · Homologação', { size: 8, colour: '#555555', gap: 0 });
  paper.write('H1', `Relatório de conformidade: ${run.suite.title}`, { face: 'bold', size: 15, gap: 2, most: 200 });
  paper.facts([
    ['Sistema', credential.systemName],
    ['Identificador do solicitante', credential.requesterIdentifier],
    ['Estabelecimentos (CNES), UF', `${shortList(credential.cnes)}, ${credential.uf}`],
    ['Conector', run.connector ?? 'não se identificou'],
    ['Concluído, emitido', `${formatDateTime(run.completedAt)}, ${formatDateTime(issuedAt)} (horário de Brasília)`],
    ['Vale até', `${formatDateTime(validUntil)}, se a versão do roteiro não deixar de valer antes`],
  ]);
}

function printJudging(paper: Paper, { run, judge, credential, coverage }: ConformanceReport): void {
  paper.keep(120);
  paper.write('H2', 'Como foi julgado', { face: 'bold', size: 12, gap: 14 });
  const faults = coverage.flatMap(({ steps }) =>
    steps.flatMap(({ calls }) =>
      calls.flatMap(({ fault }) => (fault ? [fault.id ? `${fault.kind} ${fault.id}` : fault.kind] : [])),
    ),
  );
  paper.facts([
    ['Roteiro', `${run.suite.id}, versão ${run.suite.version}`],
    ['SHA-256 do roteiro', run.suite.hash],
    ['Guias do juiz', judge.length > 0 ? judge.join('; ') : 'nenhum documento foi julgado'],
    ['Execução', `${run.id}, de ${formatDateTime(run.openedAt)}, com ${run.calls} chamadas`],
    ['Credencial', credential.id],
    ['SHA-256 do certificado', credential.certificateSha256 ?? 'certificado de teste'],
    ['Falhas pedidas', faults.length > 0 ? shortList([...new Set(faults)]) : 'nenhuma'],
  ]);
  paper.write('H2', 'Como conferir', { face: 'bold', size: 12, gap: 14 });
  paper.write(
    'P',
    [
      'Este arquivo e o JSON anexado são assinados pelo Portal de Serviços. O endereço no rodapé diz se um arquivo é o que',
      'foi emitido; sem rede, o programa "portal verify" faz o mesmo com as chaves públicas do portal. Dados que poderiam ser',
      'de pessoas foram trocados por ••• antes de guardar as chamadas.',
    ].join(' '),
  );
}

const MOST_LISTED = 20;

function shortList(items: readonly string[]): string {
  const more = items.length - MOST_LISTED;
  return items.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` e mais ${more}, no anexo` : '');
}

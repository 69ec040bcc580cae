import { formatDateTime, formatSheetCode } from '@portal/domain';
import { drawQrCode, Paper } from '@portal/paper';
import { documentInfo, FAINT, printHead, printPart } from './print-head.ts';

/** What the sheet of a credential says; moments are ISO 8601 texts. No secret is among it. */
export interface SheetFacts {
  code: string;
  printedAt: string;
  state: string;
  requesterIdentifier: string;
  environment: string;
  portfolio: string;
  services: readonly string[];
  establishment: string;
  system: string | null;
  certificateSha256: string | null;
  issuedAt: string;
  expiresAt: string;
  /** The public page that says how it stands now. */
  url: string;
}

const QR_SIZE = 110;

/** Ficha: what a credential is, with the code by which anybody sees how it stands. */
export async function printSheet(facts: SheetFacts): Promise<Buffer> {
  const { code, printedAt, requesterIdentifier, url } = facts;
  const title = `Ficha da credencial ${requesterIdentifier}`;
  const paper = new Paper(documentInfo(title, printedAt));
  printHead(paper, { title, printedAt, lead: 'O que a credencial é, sem segredo nem senha.' });
  printPart(paper, 'A credencial', [
    ['Identificador do solicitante', requesterIdentifier],
    ['Ambiente', facts.environment],
    ['Portfólio', facts.portfolio],
    ['Serviços', facts.services.join(', ')],
    ['Estabelecimento', facts.establishment],
    ['Sistema', facts.system],
    ['SHA-256 do certificado', facts.certificateSha256 ?? 'Sem certificado'],
    ['Emitida em', formatDateTime(facts.issuedAt)],
    ['Válida até', formatDateTime(facts.expiresAt)],
    ['Situação nesta data', facts.state],
  ]);
  paper.keep(QR_SIZE + 110);
  paper.write('H2', 'Confira se ainda vale', { face: 'bold', size: 12, gap: 14 });
  paper.write(
    'P',
    'A situação pode ter mudado desde que esta ficha foi emitida. Aponte a câmera para o código, ou abra o endereço, para ver como a credencial está agora. Não é preciso entrar no Portal.',
  );
  paper.write('P', `Código: ${formatSheetCode(code)}`, { face: 'bold', size: 11, gap: 8 });
  paper.write('P', url, { size: 8, gap: 2 });
  paper.figure(`QR code que leva a ${url}`, QR_SIZE, (x, y) => drawQrCode(paper, url, { x, y, size: QR_SIZE }));
  paper.eachPage(({ number, of, left, top, width }) => {
    paper.line(`${title}, página ${number} de ${of}`, left, top, { width, size: 7.5, colour: FAINT });
  });
  return paper.bytes();
}

import { formatDateTime } from '@portal/domain';
import { Paper } from '@portal/paper';
import { documentInfo, FAINT, printHead, printPart } from './print-head.ts';

/** What the receipt of a request says; moments are ISO 8601 texts. */
export interface ReceiptFacts {
  protocol: string;
  printedAt: string;
  /** As it stands when it is printed. */
  state: string;
  environment: string;
  portfolio: string;
  services: readonly string[];
  establishment: string | null;
  childEstablishments: number;
  system: string | null;
  certificateSha256: string | null;
  submissions: readonly { at: string; by: string }[];
  files: readonly { name: string; sha256: string }[];
  /** Where its team reads it. */
  url: string;
}

const MOST_SUBMISSIONS = 50;

/** Comprovante: that a request was sent, what it asked for, and with which files. */
export async function printReceipt(facts: ReceiptFacts): Promise<Buffer> {
  const { protocol, printedAt, state, environment, portfolio, services, submissions, files, url } = facts;
  const title = `Comprovante da solicitação ${protocol}`;
  const paper = new Paper(documentInfo(title, printedAt));
  printHead(paper, { title, printedAt, lead: 'O que foi enviado pela última vez, e como a solicitação está.' });
  printPart(paper, 'A solicitação', [
    ['Protocolo', protocol],
    ['Situação nesta data', state],
    ['Ambiente', environment],
    ['Portfólio', portfolio],
    ['Serviços', services.join(', ')],
    ['Estabelecimento', facts.establishment],
    ['Unidades vinculadas', facts.childEstablishments === 0 ? 'Nenhuma' : String(facts.childEstablishments)],
    ['Sistema', facts.system],
    ['SHA-256 do certificado', facts.certificateSha256 ?? 'Sem certificado'],
  ]);
  printPart(
    paper,
    'Envios',
    submissions
      .slice(-MOST_SUBMISSIONS)
      .map(({ at, by }, place) => [place === 0 ? 'Enviada em' : 'Reenviada em', `${formatDateTime(at)}, por ${by}`]),
  );
  paper.keep(70);
  paper.write('H2', 'Arquivos enviados', { face: 'bold', size: 12, gap: 14 });
  if (files.length === 0) paper.write('P', 'Nenhum arquivo.', { colour: FAINT });
  for (const { name, sha256 } of files) {
    paper.keep(34);
    paper.write('LI', name, { gap: 6, most: 255 });
    paper.write('Code', `SHA-256 ${sha256}`, { face: 'mono', size: 7, colour: FAINT, gap: 1 });
  }
  paper.eachPage(({ number, of, left, top, width }) => {
    const text = { width, size: 7.5, colour: FAINT };
    paper.line(`${title}, página ${number} de ${of}`, left, top, text);
    paper.line(`A equipe e o Ministério da Saúde a consultam em ${url}`, left, top + 13, text);
  });
  return paper.bytes();
}

import type { ConformanceReport, OfficialPrints } from '@portal/conformance';
import { formatDateTime } from '@portal/domain';
import type { Paper } from '@portal/paper';

const HEADING = { face: 'bold', size: 11, gap: 10 } as const;
const MOST_HEADERS = 12;

/** The three prints that the Ministry's guide asks for, on the first page. */
export function printOfficialPrints(paper: Paper, { prints }: ConformanceReport): void {
  if (!prints) {
    paper.write('P', 'Este roteiro não pede documentos: não há validação, resposta nem Bundle para mostrar.', {
      gap: 12,
    });
    return;
  }
  const { validation, creation, bundle } = prints;
  paper.write('H2', '1. Validação do documento', HEADING);
  paper.write('P', verdictText(validation));
  paper.write('H2', '2. Cabeçalho da resposta da criação', HEADING);
  const headers = Object.entries(creation.headers).slice(0, MOST_HEADERS);
  const answer = [
    `HTTP ${creation.status}, ${formatDateTime(creation.at)}, chamada ${creation.callId}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  paper.code(paper.codeLines(answer.join('\n'), 150).lines);
  paper.write('H2', '3. Bundle enviado', HEADING);
  printBundle(paper, bundle.json);
}

function verdictText({ documentKind, findings, guide }: OfficialPrints['validation']): string {
  if (findings === null) return `${documentKind}: aceito quando chegou; a cópia guardada não pode ser julgada de novo.`;
  const found = findings === 0 ? 'nada a corrigir' : `${findings} a corrigir`;
  return `${documentKind}: ${found}, por ${guide ?? 'FHIR R4'}.`;
}

/** As much of it as is left of the page. */
function printBundle(paper: Paper, json: string | null): void {
  if (json === null) {
    paper.write(
      'P',
      'Era maior do que o ambiente guarda; a chamada tem o tamanho dele e o código pelo qual é reconhecido.',
    );
    return;
  }
  const { lines, whole } = paper.codeLines(laidOut(json), paper.room - 22);
  paper.code(lines);
  if (!whole) {
    const text = `Continua no JSON anexado a este PDF: ${json.length.toLocaleString('pt-BR')} caracteres ao todo.`;
    paper.write('P', text, { size: 7.5, colour: '#555555', gap: 2 });
  }
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 1);
  } catch {
    return json;
  }
}

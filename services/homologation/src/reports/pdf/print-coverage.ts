import {
  type ConformanceReport,
  type Coverage,
  type CoveredCall,
  type CoveredRequirement,
  type CoveredStep,
  coverageOf,
} from '@portal/conformance';
import { formatDateTime } from '@portal/domain';
import type { Paper } from '@portal/paper';

const PARTS: readonly (readonly [Coverage, title: string, none: string])[] = [
  ['TESTED', 'Testado', 'Nada foi testado.'],
  ['REVIEWED', 'Avaliado por pessoas', 'Nada foi avaliado por pessoas no lugar do que o Portal viu.'],
  ['ATTESTED', 'Atestado', 'Nada foi atestado: nenhum requisito depende só de declaração.'],
  ['NOT_APPLICABLE', 'Não se aplica', 'Nenhum requisito foi declarado como não aplicável.'],
  ['NOT_TESTED', 'Não testado', 'O roteiro não deixa nada sem teste.'],
];
const OUTCOMES: Readonly<Record<CoveredRequirement['outcome'], string>> = {
  PASSED: 'passou',
  FAILED: 'não passou',
  WAITING: 'não foi visto',
  INCONCLUSIVE: 'inconclusivo, por falha do ambiente',
  NOT_APPLICABLE: 'não se aplica',
  ATTESTED: 'atestado',
  IN_REVIEW: 'em análise',
  NOT_TESTED: 'não testado',
};
/** So many are printed; all are in the JSON. */
const MOST_CALLS = 12;
const MOST_REQUIREMENTS = 200;

/** What was tested, found by people, attested, does not apply and was not tested, requirement by requirement. */
export function printCoverage(paper: Paper, { coverage }: ConformanceReport): void {
  const parts = Map.groupBy(coverage.slice(0, MOST_REQUIREMENTS), coverageOf);
  paper.newPage();
  paper.write('H2', 'Cobertura', { face: 'bold', size: 12, gap: 0 });
  paper.facts(PARTS.map(([part, title]) => [title, requirements(parts.get(part)?.length ?? 0)]));
  for (const [part, title, none] of PARTS) {
    const inIt = parts.get(part) ?? [];
    paper.keep(70);
    paper.write('H2', title, { face: 'bold', size: 12, gap: 14 });
    if (inIt.length === 0) paper.write('P', none, { colour: '#555555' });
    for (const requirement of inIt) printRequirement(paper, requirement);
  }
  const more = coverage.length - MOST_REQUIREMENTS;
  if (more > 0) paper.write('P', `E mais ${requirements(more)}, no JSON anexado.`);
}

function requirements(count: number): string {
  return count === 1 ? '1 requisito' : `${count} requisitos`;
}

function printRequirement(paper: Paper, requirement: CoveredRequirement): void {
  const { id, title, severity, source, outcome, notTested, declaration, override, steps } = requirement;
  paper.keep(48);
  paper.write('H3', `${title}: ${OUTCOMES[outcome]}`, { face: 'bold', size: 9.5, gap: 8, most: 300 });
  const kind = severity === 'REQUIRED' ? 'obrigatório' : 'recomendado';
  paper.write('P', `${id}, ${kind}. ${source}`, { size: 7.5, colour: '#555555', gap: 1, most: 400 });
  if (notTested) paper.write('P', `Por quê: ${notTested}`, { gap: 2 });
  if (declaration) {
    const said = `Declarado por quem responde pela credencial em ${formatDateTime(declaration.at)}: ${declaration.reason}`;
    paper.write('P', said, { gap: 2 });
  }
  if (override) printOverride(paper, override);
  for (const step of steps) printStep(paper, step);
}

function printOverride(paper: Paper, override: NonNullable<CoveredRequirement['override']>): void {
  const { outcome, proposedOf, judged, reason, proposedAt, confirmedAt } = override;
  const found = `Avaliado por pessoas: ${OUTCOMES[outcome]}. O juiz automático viu: ${OUTCOMES[judged]}.`;
  paper.write('P', found, { gap: 2 });
  if (proposedOf !== judged) {
    paper.write('P', `Quando foi proposto, o juiz tinha visto: ${OUTCOMES[proposedOf]}.`, { gap: 2 });
  }
  const times = `Proposto em ${formatDateTime(proposedAt)} e confirmado por uma segunda pessoa em ${formatDateTime(confirmedAt)}.`;
  paper.write('P', `${times} Motivo: ${reason}`, { gap: 2 });
}

function printStep(paper: Paper, { title, outcome, tries, why, calls }: CoveredStep): void {
  const tried = tries > 1 ? `, na tentativa ${tries}` : '';
  paper.write('LI', `${title}: ${OUTCOMES[outcome]}${tried}`, { indent: 10, gap: 3, most: 300 });
  if (why) paper.write('P', why, { indent: 10, size: 8, colour: '#555555', gap: 1, most: 600 });
  for (const call of calls.slice(0, MOST_CALLS)) {
    paper.write('LI', callText(call), { indent: 20, size: 7.5, face: 'mono', gap: 1, most: 400 });
  }
  const more = calls.length - MOST_CALLS;
  if (more > 0) paper.write('P', `e mais ${more} chamadas, no JSON anexado`, { indent: 20, size: 7.5, gap: 1 });
}

function callText({ id, at, method, operation, status, codes, fault }: CoveredCall): string {
  const told = [status, ...codes, ...(fault ? [`falha pedida ${fault.kind}`] : [])].join(' ');
  return `${timeOf(at)}  ${method} ${operation ?? '?'}  ${told}  ${id}`;
}

const TIME = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** To the second: calls of one step follow each other closely. */
function timeOf(at: string): string {
  return TIME.format(new Date(at)).replace(',', '');
}

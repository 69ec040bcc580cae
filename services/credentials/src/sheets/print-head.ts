import { formatDateTime } from '@portal/domain';
import type { Paper } from '@portal/paper';

/** What every sheet begins with. */
export interface Head {
  title: string;
  printedAt: string;
  /** What it stands for, in a sentence. */
  lead: string;
}

/** Of nobody's making but ours: these stand in XML that is not escaped. */
export function documentInfo(title: string, printedAt: string) {
  return {
    Title: title,
    Author: 'Portal de Serviços',
    Creator: 'Portal de Serviços',
    Producer: 'PDFKit',
    CreationDate: new Date(printedAt),
  };
}

/** The heading, and the moment of which what stands below tells. */
export function printHead(paper: Paper, { title, printedAt, lead }: Head): void {
  paper.write('P', 'Portal de Serviços · Ministério da Saúde', { size: 8, colour: FAINT, gap: 0 });
  paper.write('H1', title, { face: 'bold', size: 16, gap: 2, most: 200 });
  paper.write('P', `${lead} Emitido em ${formatDateTime(printedAt)} (horário de Brasília).`, { gap: 2 });
}

/** A part with its heading. */
export function printPart(paper: Paper, title: string, facts: readonly (readonly [string, string | null])[]): void {
  paper.keep(70);
  paper.write('H2', title, { face: 'bold', size: 12, gap: 14 });
  paper.facts(facts.map(([name, value]) => [name, value ?? 'Não informado']));
}

/** What is of less weight. */
export const FAINT = '#555555';

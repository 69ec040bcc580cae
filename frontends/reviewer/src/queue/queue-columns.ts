/** The columns of the queue that one may leave out or take in; protocol and acts are always there. */
export const COLUMN_LABELS = {
  establishment: 'Estabelecimento',
  system: 'Sistema',
  requester: 'Solicitante',
  portfolio: 'Portfólio',
  environment: 'Ambiente',
  submitted: 'Enviada em',
  due: 'Prazo',
  reviewer: 'Responsável',
  warnings: 'Avisos',
  messages: 'Mensagens',
  files: 'Arquivos',
} as const;
export type QueueColumn = keyof typeof COLUMN_LABELS;

/** All of them, in the order in which they stand. */
export const QUEUE_COLUMNS = Object.keys(COLUMN_LABELS) as QueueColumn[];

/** What is shown until somebody chooses. */
export const USUAL_COLUMNS: readonly QueueColumn[] = [
  'establishment',
  'system',
  'portfolio',
  'environment',
  'due',
  'reviewer',
  'warnings',
  'messages',
];

/** What was kept, as columns there are; the usual ones where it is none of that. */
export function columnsKept(kept: unknown): readonly QueueColumn[] {
  return Array.isArray(kept) ? QUEUE_COLUMNS.filter((column) => kept.includes(column)) : USUAL_COLUMNS;
}

import {
  ACCESS_REQUEST_STATE_LABELS,
  ENVIRONMENT_LABELS,
  formatDateTime,
  formatFileSize,
  type Tone,
} from '@portal/domain';
import type { AccessRequestDetailFragment, AccessRequestSummaryFragment } from '../gql/graphql.ts';
import type { Style, Terminal } from './terminal.ts';

/** The colour of a state's tag. */
export const TONE_STYLES: Record<Tone, Style> = {
  grey: 'dim',
  blue: 'blue',
  darkBlue: 'blue',
  yellow: 'yellow',
  green: 'green',
  red: 'red',
};

/** A request's state in its word and colour. */
export function stateText(terminal: Terminal, state: AccessRequestSummaryFragment['state']): string {
  const { label, tone } = ACCESS_REQUEST_STATE_LABELS[state];
  return terminal.paint(TONE_STYLES[tone], label);
}

/** A request in a line. */
export function requestLine(terminal: Terminal, request: AccessRequestSummaryFragment): string {
  const { protocol, environment, portfolio, system, state } = request;
  const parts = [protocol, stateText(terminal, state), ENVIRONMENT_LABELS[environment], portfolio.name, system?.name];
  return parts.filter(Boolean).join(' · ');
}

/** Everything that one wants to see of a request. */
export function requestText(terminal: Terminal, request: AccessRequestDetailFragment): string {
  const { establishment, services, submittedAt, dueAt, decidedAt, evidence, warnings } = request;
  const facts: [string, string | undefined][] = [
    [
      'Estabelecimento',
      establishment
        ? `${establishment.name} (${establishment.cnes ?? establishment.cnpj ?? establishment.uf})`
        : undefined,
    ],
    ['Serviços', services.map(({ name }) => name).join(', ')],
    ['Enviada em', submittedAt ? formatDateTime(submittedAt) : undefined],
    ['Resposta até', dueAt ? formatDateTime(dueAt) : undefined],
    ['Decidida em', decidedAt ? formatDateTime(decidedAt) : undefined],
  ];
  return [
    terminal.paint('bold', requestLine(terminal, request)),
    ...facts.flatMap(([name, value]) => (value ? [`  ${name}: ${value}`] : [])),
    ...reasonLines(request),
    ...warnings.map(({ message }) => `  Aviso: ${message}`),
    ...evidence.map(({ fileName, size, requirements }) => {
      const proves = requirements.length > 0 ? `, comprova ${requirements.map(({ code }) => code).join(', ')}` : '';
      return `  Evidência: ${fileName} (${formatFileSize(size)}${proves})`;
    }),
  ].join('\n');
}

/** Why changes were asked for, or why it was refused; nothing in other states. */
export function reasonLines({ state, history }: AccessRequestDetailFragment): string[] {
  if (state !== 'CHANGES_REQUESTED' && state !== 'REJECTED') return [];
  const decision = history.findLast(({ to, reasons }) => to === state && reasons.length > 0);
  if (!decision) return [];
  return [
    ...(decision.message ? [`  ${decision.actor}: ${decision.message}`] : []),
    ...decision.reasons.map(({ label, path, message }) => `  ${label}${path ? ` (${path})` : ''}: ${message}`),
  ];
}

import { ACCESS_REQUEST_STATE_LABELS, ENVIRONMENT_LABELS, formatDateTime } from '@portal/domain';
import {
  type AccessRequestState,
  type AccessRequestSummaryFragment,
  AccessRequestsDocument,
  CancelAccessRequestDocument,
  type Environment,
  SubmitAccessRequestDocument,
} from '../gql/graphql.ts';
import { unwrap } from '../unwrap.ts';
import type { Command, Invocation } from './command.ts';
import { EXIT } from './exit-code.ts';
import { findRequest } from './find-request.ts';
import { LIMIT, listUpToLimit, noteMore, oneOf } from './list-options.ts';
import { requestLine, requestText, stateText } from './request-text.ts';
import { sentOnce } from './sent-once.ts';
import { table } from './table.ts';

const STATES = Object.keys(ACCESS_REQUEST_STATE_LABELS) as AccessRequestState[];
const ENVIRONMENTS = Object.keys(ENVIRONMENT_LABELS) as Environment[];

export const requestsList: Command = {
  name: 'requests list',
  positionals: [],
  summary: 'Lista as suas solicitações, da mais nova para a mais antiga.',
  examples: [
    'portal requests list --state SUBMITTED --state IN_REVIEW',
    "portal requests list --json | jq -r '.[].protocol'",
  ],
  options: {
    state: {
      type: 'string',
      short: 's',
      multiple: true,
      value: 'estado',
      help: `só neste estado; pode repetir: ${STATES.join(', ')}`,
    },
    environment: {
      type: 'string',
      short: 'e',
      value: 'ambiente',
      help: `só neste ambiente: ${ENVIRONMENTS.join(', ')}`,
    },
    text: {
      type: 'string',
      short: 't',
      value: 'palavras',
      help: 'só com estas palavras em protocolo, portfólio, estabelecimento ou sistema',
    },
    limit: LIMIT,
  },
  async run(invocation) {
    const { terminal, option, options, session } = invocation;
    const states = options('state').map((text) => oneOf(STATES, 'state', text));
    const environment = option('environment');
    const { portal } = await session();
    const filter = {
      ...(states.length > 0 && { states }),
      ...(environment !== undefined && { environment: oneOf(ENVIRONMENTS, 'environment', environment) }),
      text: option('text'),
    };
    const { nodes, more } = await listUpToLimit(
      invocation,
      async (page) => (await portal.request(AccessRequestsDocument, { filter, ...page })).accessRequests,
    );
    terminal.result(nodes, () => (nodes.length > 0 ? listed(invocation, nodes) : 'Nenhuma solicitação.'));
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

export const requestsShow: Command = {
  name: 'requests show',
  positionals: ['<protocolo>'],
  summary: 'Mostra uma solicitação: estado, prazo, motivos e evidências.',
  examples: ['portal requests show 2026-0000123-6'],
  options: {},
  async run({ terminal, session, positionals }) {
    const found = await findRequest((await session()).portal, positionals[0]);
    terminal.result(found, () => requestText(terminal, found));
    return EXIT.OK;
  },
};

export const requestsSubmit: Command = {
  name: 'requests submit',
  positionals: ['<protocolo>'],
  summary: 'Envia uma solicitação para análise.',
  options: {},
  async run({ terminal, session, positionals }) {
    const { portal } = await session();
    const { id, version } = await findRequest(portal, positionals[0]);
    const { submitAccessRequest } = await portal.request(SubmitAccessRequestDocument, { id, version, ...sentOnce() });
    const { accessRequest } = unwrap(submitAccessRequest);
    terminal.result(accessRequest, () => requestLine(terminal, accessRequest));
    return EXIT.OK;
  },
};

export const requestsCancel: Command = {
  name: 'requests cancel',
  positionals: ['<protocolo>'],
  summary: 'Cancela uma solicitação que ainda não foi decidida.',
  options: {},
  async run({ terminal, session, positionals }) {
    const { portal } = await session();
    const { id, version } = await findRequest(portal, positionals[0]);
    const { cancelAccessRequest } = await portal.request(CancelAccessRequestDocument, { id, version, ...sentOnce() });
    const { accessRequest } = unwrap(cancelAccessRequest);
    terminal.result(accessRequest, () => requestLine(terminal, accessRequest));
    return EXIT.OK;
  },
};

function listed({ terminal }: Invocation, nodes: readonly AccessRequestSummaryFragment[]): string {
  const heads = ['Protocolo', 'Estado', 'Ambiente', 'Atualizada em', 'Portfólio', 'Sistema'];
  const rows = nodes.map(({ protocol, state, environment, updatedAt, portfolio, system }) => [
    protocol,
    ACCESS_REQUEST_STATE_LABELS[state].label,
    ENVIRONMENT_LABELS[environment],
    formatDateTime(updatedAt),
    portfolio.name,
    system?.name ?? '—',
  ]);
  return table([heads, ...rows], (cell, column, row) => {
    if (row === 0) return terminal.paint('bold', cell);
    const state = nodes[row - 1]?.state;
    if (column !== 1 || !state) return cell;
    const { label } = ACCESS_REQUEST_STATE_LABELS[state];
    return cell.replace(label, stateText(terminal, state));
  });
}

import { CREDENTIAL_STATE_LABELS, ENVIRONMENT_LABELS, formatDateTime, HISTORY_LABELS } from '@portal/domain';
import {
  AccessRequestChangedDocument,
  type AccessRequestChangedSubscription,
  CredentialChangedDocument,
  type CredentialChangedSubscription,
} from '../gql/graphql.ts';
import type { Command, Invocation } from './command.ts';
import { UsageError } from './command-errors.ts';
import { EXIT } from './exit-code.ts';
import { findRequest } from './find-request.ts';
import { stateText, TONE_STYLES } from './request-text.ts';
import type { Terminal } from './terminal.ts';

export const watch: Command = {
  name: 'watch',
  positionals: ['[protocolo]'],
  summary: 'Mostra ao vivo o que muda nas suas solicitações, ou em uma, até ser interrompido.',
  details: [
    'Cada mudança é uma linha, e com --json um objeto JSON numa linha. Se a conexão cai, continua de onde parou, sem perder',
    'nem repetir. Guarde o "cursor" da última linha para continuar dela, por até 30 dias, com --after.',
  ].join('\n'),
  examples: [
    'portal watch',
    'portal watch 2026-0000123-6',
    'portal watch --json | jq --unbuffered -r \'select(.event.to == "APPROVED").accessRequest.protocol\'',
  ],
  options: {
    credentials: { type: 'boolean', help: 'mostra o que muda nas suas credenciais, e não nas solicitações' },
    after: { type: 'string', value: 'cursor', help: 'continua depois deste cursor; senão, de agora em diante' },
  },
  async run(invocation) {
    const { session, positionals, flag, terminal } = invocation;
    const [protocol] = positionals;
    if (protocol !== undefined && flag('credentials')) throw new UsageError('Use um protocolo ou --credentials.');
    await session();
    terminal.note('Esperando mudanças; interrompa com Ctrl+C.');
    await (flag('credentials') ? watchCredentials(invocation) : watchRequests(invocation, protocol));
    return EXIT.OK;
  },
};

async function watchRequests({ session, terminal, option }: Invocation, protocol: string | undefined): Promise<void> {
  const { portal } = await session();
  const id = protocol === undefined ? undefined : (await findRequest(portal, protocol)).id;
  for await (const { accessRequestChanged } of portal.subscribe(AccessRequestChangedDocument, {
    id,
    after: option('after'),
  })) {
    terminal.result(accessRequestChanged, () => requestChangeText(terminal, accessRequestChanged));
  }
}

async function watchCredentials({ session, terminal, option }: Invocation): Promise<void> {
  const { portal } = await session();
  for await (const { credentialChanged } of portal.subscribe(CredentialChangedDocument, { after: option('after') })) {
    terminal.result(credentialChanged, () => credentialChangeText(terminal, credentialChanged));
  }
}

type RequestChange = AccessRequestChangedSubscription['accessRequestChanged'];

/** The event says what was; the request is as it is now. */
function requestChangeText(terminal: Terminal, { event, accessRequest }: RequestChange): string {
  const { protocol, environment, system } = accessRequest;
  const state = event.to ?? accessRequest.state;
  return [
    formatDateTime(event.at),
    terminal.paint('bold', protocol),
    stateText(terminal, state),
    `${HISTORY_LABELS[event.action]} (${event.actor})`,
    ENVIRONMENT_LABELS[environment],
    system?.name,
  ]
    .filter(Boolean)
    .join(' · ');
}

function credentialChangeText(
  terminal: Terminal,
  { credential }: CredentialChangedSubscription['credentialChanged'],
): string {
  const { requesterIdentifier, state, stateChangedAt, environment, system } = credential;
  const { label, tone } = CREDENTIAL_STATE_LABELS[state];
  return [
    formatDateTime(stateChangedAt),
    terminal.paint('bold', requesterIdentifier),
    terminal.paint(TONE_STYLES[tone], label),
    ENVIRONMENT_LABELS[environment],
    system.name,
  ]
    .filter(Boolean)
    .join(' · ');
}

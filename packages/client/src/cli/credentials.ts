import {
  CREDENTIAL_STATE_LABELS,
  credentialSentence,
  DEFAULT_OVERLAP_HOURS,
  ENVIRONMENT_LABELS,
  formatDate,
  formatDateTime,
  LIMITS,
} from '@portal/domain';
import {
  type CredentialSummaryFragment,
  CredentialsDocument,
  type Environment,
  RotateCredentialSecretDocument,
} from '../gql/graphql.ts';
import { unwrap } from '../unwrap.ts';
import type { Command, Invocation } from './command.ts';
import { EXIT } from './exit-code.ts';
import { CREDENTIAL_NAMES, findCredential } from './find-credential.ts';
import { LIMIT, listUpToLimit, noteMore, oneOf, wholeNumber } from './list-options.ts';
import type { Login } from './login-file.ts';
import { TONE_STYLES } from './request-text.ts';
import { sentOnce } from './sent-once.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const ENVIRONMENTS = Object.keys(ENVIRONMENT_LABELS) as Environment[];

export const credentialsList: Command = {
  name: 'credentials list',
  positionals: [],
  summary: 'Lista as suas credenciais, da mais nova para a mais antiga.',
  examples: [
    'portal credentials list --environment PRODUCTION',
    `portal credentials list --json | jq -r '.[] | select(.state == "ACTIVE").requesterIdentifier'`,
  ],
  options: {
    environment: {
      type: 'string',
      short: 'e',
      value: 'ambiente',
      help: `só neste ambiente: ${ENVIRONMENTS.join(', ')}`,
    },
    limit: LIMIT,
  },
  async run(invocation) {
    const { terminal, option, session } = invocation;
    const environment = option('environment');
    const filter = environment !== undefined && { environment: oneOf(ENVIRONMENTS, 'environment', environment) };
    const { portal } = await session();
    const { nodes, more } = await listUpToLimit(
      invocation,
      async (page) => (await portal.request(CredentialsDocument, { ...filter, ...page })).credentials,
    );
    terminal.result(nodes, () => (nodes.length > 0 ? listed(terminal, nodes) : 'Nenhuma credencial.'));
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

export const credentialsShow: Command = {
  name: 'credentials show',
  positionals: ['<credencial>'],
  summary: 'Mostra uma credencial: estado, validade e segredo em uso; nunca o segredo.',
  details: CREDENTIAL_NAMES,
  examples: ['portal credentials show 1000123'],
  options: {},
  async run({ terminal, session, positionals: [named = ''] }) {
    const credential = await findCredential((await session()).portal, named);
    terminal.result(credential, () => credentialText(terminal, credential));
    return EXIT.OK;
  },
};

export const credentialsRotateSecret: Command = {
  name: 'credentials rotate-secret',
  positionals: ['<credencial>'],
  summary: 'Gera outro segredo para uma credencial e escreve-o na saída padrão, só desta vez.',
  details: [
    CREDENTIAL_NAMES,
    'Enquanto durar --overlap-hours, o segredo anterior também vale, para que o sistema troque de um para o outro. Se você',
    'entrou como este sistema com "portal login", o segredo guardado é trocado também.',
  ].join('\n'),
  examples: [
    'portal credentials rotate-secret 1000123 | cofre gravar portal/segredo',
    'portal credentials rotate-secret 1000123 --overlap-hours 0   # o anterior vazou',
  ],
  options: {
    'overlap-hours': {
      type: 'string',
      value: 'horas',
      help: `por quantas horas o segredo anterior ainda vale, ${LIMITS.overlapHours.min} a ${LIMITS.overlapHours.max}; ${DEFAULT_OVERLAP_HOURS} se ausente`,
    },
  },
  async run(invocation) {
    const { terminal, session, option, positionals } = invocation;
    const overlap = option('overlap-hours') ?? String(DEFAULT_OVERLAP_HOURS);
    const overlapHours = wholeNumber(overlap, 'overlap-hours', LIMITS.overlapHours);
    const { portal, url } = await session();
    const { id } = await findCredential(portal, positionals[0] ?? '');
    const { rotateCredentialSecret } = await portal.request(RotateCredentialSecretDocument, {
      id,
      overlapHours,
      ...sentOnce(),
    });
    const { credential, secret } = unwrap(rotateCredentialSecret);
    // First of all: it is never shown again.
    terminal.result({ credential, secret }, () => secret);
    if (credential.previousSecretExpiresAt) {
      terminal.note(`O segredo anterior vale até ${formatDateTime(credential.previousSecretExpiresAt)}.`);
    }
    await keep(invocation, { url, identity: { clientId: credential.clientId, clientSecret: secret } });
    return EXIT.OK;
  },
};

/** Who is logged in as the very system goes on being so. */
async function keep({ logins, terminal }: Invocation, fresh: ClientLogin): Promise<void> {
  const { url, identity } = (await logins.read()) ?? {};
  const isSame = url === fresh.url && identity && 'clientSecret' in identity;
  if (!isSame || identity.clientId !== fresh.identity.clientId) return;
  await logins.write(fresh);
  terminal.note('O segredo guardado por "portal login" foi trocado também.');
}

type ClientLogin = Login & { identity: { clientId: string } };

function listed(terminal: Terminal, nodes: readonly CredentialSummaryFragment[]): string {
  const heads = ['Identificador', 'Estado', 'Ambiente', 'Vale até', 'Portfólio', 'Sistema'];
  const rows = nodes.map(({ requesterIdentifier, state, environment, expiresAt, portfolio, system }) => [
    requesterIdentifier,
    CREDENTIAL_STATE_LABELS[state].label,
    ENVIRONMENT_LABELS[environment],
    formatDate(expiresAt),
    portfolio.name,
    system.name ?? '—',
  ]);
  return table([heads, ...rows], (cell, column, row) => {
    if (row === 0) return terminal.paint('bold', cell);
    const state = nodes[row - 1]?.state;
    return column === 1 && state ? terminal.paint(TONE_STYLES[CREDENTIAL_STATE_LABELS[state].tone], cell) : cell;
  });
}

function credentialText(terminal: Terminal, credential: CredentialSummaryFragment): string {
  const { state, environment, portfolio, system, establishment, secretIssuedAt, previousSecretExpiresAt } = credential;
  const { label, tone } = CREDENTIAL_STATE_LABELS[state];
  const parts = [
    credential.requesterIdentifier,
    terminal.paint(TONE_STYLES[tone], label),
    ENVIRONMENT_LABELS[environment],
    portfolio.name,
    system.name,
  ];
  return [
    terminal.paint('bold', parts.filter(Boolean).join(' · ')),
    `  ${credentialSentence(credential)}`,
    `  clientId: ${credential.clientId}`,
    `  Estabelecimento: ${establishment.name} (${establishment.cnes ?? establishment.cnpj ?? establishment.uf})`,
    `  Segredo: ${secretIssuedAt ? `gerado em ${formatDateTime(secretIssuedAt)}` : 'nenhum; gere um com "portal credentials rotate-secret"'}`,
    ...(previousSecretExpiresAt ? [`  O segredo anterior vale até ${formatDateTime(previousSecretExpiresAt)}`] : []),
  ].join('\n');
}

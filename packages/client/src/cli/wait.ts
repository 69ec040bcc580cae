import { formatTime } from '@portal/domain';
import {
  AccessRequestChangedDocument,
  AccessRequestDocument,
  type AccessRequestState,
  type AccessRequestSummaryFragment,
  ChangesCursorDocument,
  CredentialOfRequestDocument,
  type CredentialOfRequestQuery,
} from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { present } from '../present.ts';
import { sleep } from '../retry.ts';
import type { Command, Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findRequest } from './find-request.ts';
import { requestText, stateText } from './request-text.ts';
import { isForNow, TIMEOUT, unlessPassing, withinTimeout } from './waiting.ts';

const OUTCOMES: Partial<Record<AccessRequestState, ExitCode>> = {
  APPROVED: EXIT.OK,
  REJECTED: EXIT.REFUSED,
  CANCELLED: EXIT.REFUSED,
  CHANGES_REQUESTED: EXIT.CHANGES_REQUESTED,
};
const POLL_MS = 15_000;

export const requestsWait: Command = {
  name: 'requests wait',
  positionals: ['<protocolo>'],
  summary: 'Espera a decisão de uma solicitação e termina conforme ela.',
  details: [
    'Acompanha ao vivo; se a conexão ao vivo não for possível, consulta a cada 15 segundos.',
    'Termina com 0 se aprovada, 1 se não aprovada ou cancelada, 2 se houver ajustes solicitados, 124 se --timeout acabar.',
  ].join('\n'),
  examples: ['portal requests wait 2026-0000124-4 --timeout 72h && ./implantar.sh'],
  options: {
    timeout: TIMEOUT,
  },
  async run(invocation) {
    return withinTimeout(invocation, 'O tempo acabou e a solicitação ainda não foi decidida.', (signal) =>
      wait(invocation, signal),
    );
  },
};

async function wait(invocation: Invocation, signal: AbortSignal): Promise<ExitCode> {
  const { terminal, positionals } = invocation;
  const { portal } = await invocation.session();
  // Before the first read, so that nothing falls between the two.
  const { changesCursor } = await portal.request(ChangesCursorDocument, {}, { signal });
  const found = await findRequest(portal, positionals[0], { signal });
  let seen: AccessRequestState | undefined;
  for await (const { id, state } of moves({ invocation, portal, found, after: present(changesCursor), signal })) {
    if (state !== seen) terminal.note(`${formatTime(new Date())} ${found.protocol}: ${stateText(terminal, state)}`);
    seen = state;
    const outcome = OUTCOMES[state];
    if (outcome !== undefined) {
      await tellOutcome(invocation, portal, id);
      return outcome;
    }
  }
  throw new Error('A subscription without an end has ended');
}

interface Waiting {
  invocation: Invocation;
  portal: PortalClient;
  found: AccessRequestSummaryFragment;
  after: string;
  signal: AbortSignal;
}

type Move = Pick<AccessRequestSummaryFragment, 'id' | 'state'>;

/** Where the request stands, now and at every change. */
async function* moves({ invocation, portal, found, after, signal }: Waiting): AsyncGenerator<Move> {
  yield found;
  const { id } = found;
  try {
    const changes = portal.subscribe(AccessRequestChangedDocument, { id, after }, { signal });
    for await (const { accessRequestChanged } of changes) yield accessRequestChanged.accessRequest;
  } catch (cause) {
    if (signal.aborted || !isForNow(cause)) throw cause;
    invocation.terminal.note('Sem conexão ao vivo; consultando a cada 15 segundos.');
  }
  while (true) {
    const now = await unlessPassing(() => portal.request(AccessRequestDocument, { id }, { signal }));
    if (now?.accessRequest) yield now.accessRequest;
    await sleep(POLL_MS, signal);
  }
}

async function tellOutcome({ terminal }: Invocation, portal: PortalClient, id: string): Promise<void> {
  const { accessRequest } = await portal.request(AccessRequestDocument, { id });
  if (!accessRequest) return;
  const credential = accessRequest.state === 'APPROVED' ? await credentialOf(portal, id) : null;
  terminal.result({ ...accessRequest, credential }, () => {
    const identifier = credential ? [`  Identificador do solicitante: ${credential.requesterIdentifier}`] : [];
    return [requestText(terminal, accessRequest), ...identifier].join('\n');
  });
}

/** The credential that was issued, for a token that may read credentials. */
async function credentialOf(
  portal: PortalClient,
  id: string,
): Promise<NonNullable<CredentialOfRequestQuery['accessRequest']>['credential']> {
  const read = await portal.request(CredentialOfRequestDocument, { id }).catch(() => null);
  return read?.accessRequest?.credential ?? null;
}

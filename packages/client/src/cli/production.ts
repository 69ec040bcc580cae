import { randomUUID } from 'node:crypto';
import {
  CreateProductionRequestDocument,
  CredentialDocument,
  CredentialsDocument,
  type CredentialsQuery,
} from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { unwrap } from '../unwrap.ts';
import { type Command, NotFound } from './command.ts';
import { EXIT } from './exit-code.ts';
import { requestLine } from './request-text.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const productionRequest: Command = {
  name: 'production request',
  positionals: ['<credencial>'],
  summary: 'Começa o pedido de acesso à produção a partir de uma credencial de homologação.',
  details: [
    '<credencial> é o identificador do solicitante, o clientId ou o id da credencial.',
    'O pedido nasce como rascunho: anexe evidências com "portal evidence upload" e envie-o com "portal requests submit".',
  ].join('\n'),
  options: {},
  async run({ terminal, portal: open, positionals: [named = ''] }) {
    const portal = await open();
    const credentialId = await findCredential(portal, named);
    const { createProductionRequest } = await portal.request(CreateProductionRequestDocument, {
      // So that an answer that is lost on its way can be asked for again.
      input: { credentialId, idempotencyKey: randomUUID() },
    });
    const { accessRequest: existing, problems } = createProductionRequest;
    if (existing && problems.length > 0) terminal.note(`Já existe: ${requestLine(terminal, existing)}`);
    const { accessRequest } = unwrap(createProductionRequest);
    terminal.result(accessRequest, () => requestLine(terminal, accessRequest));
    return EXIT.OK;
  },
};

async function findCredential(portal: PortalClient, named: string): Promise<string> {
  if (UUID.test(named)) {
    const { credential } = await portal.request(CredentialDocument, { id: named });
    if (credential) return credential.id;
  }
  let after: string | null = null;
  do {
    const page: CredentialsQuery = await portal.request(CredentialsDocument, {
      environment: 'HOMOLOGATION',
      first: 100,
      after,
    });
    const { edges, pageInfo } = page.credentials;
    const found = edges.find(({ node }) => node.requesterIdentifier === named || node.clientId === named);
    if (found) return found.node.id;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  throw new NotFound(`Nenhuma credencial sua de homologação é ${named}.`);
}

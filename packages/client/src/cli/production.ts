import { CreateProductionRequestDocument } from '../gql/graphql.ts';
import { present } from '../present.ts';
import { unwrap } from '../unwrap.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { findCredential } from './find-credential.ts';
import { requestLine } from './request-text.ts';
import { sentOnce } from './sent-once.ts';

export const productionRequest: Command = {
  name: 'production request',
  positionals: ['<credencial>'],
  summary: 'Começa o pedido de acesso à produção a partir de uma credencial de homologação.',
  details: [
    '<credencial> é o identificador do solicitante, o clientId ou o id da credencial.',
    'O pedido nasce como rascunho: anexe evidências com "portal evidence upload" e envie-o com "portal requests submit".',
  ].join('\n'),
  examples: ['portal production request 1000123'],
  options: {},
  async run({ terminal, session, positionals: [named = ''] }) {
    const { portal } = await session();
    const { id: credentialId } = await findCredential(portal, named, 'HOMOLOGATION');
    const { createProductionRequest } = await portal.request(CreateProductionRequestDocument, {
      // So that an answer that is lost on its way can be asked for again.
      input: { credentialId, ...sentOnce() },
    });
    const { accessRequest: existing, problems } = present(createProductionRequest);
    if (existing && problems.length > 0) terminal.note(`Já existe: ${requestLine(terminal, existing)}`);
    const { accessRequest } = unwrap(createProductionRequest);
    terminal.result(accessRequest, () => requestLine(terminal, accessRequest));
    return EXIT.OK;
  },
};

import {
  CreateWebhookDocument,
  DeleteWebhookDocument,
  WebhookDocument,
  type WebhookQuery,
  WebhooksDocument,
} from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { unwrap } from '../unwrap.ts';
import type { Command } from './command.ts';
import { NotFound } from './command-errors.ts';
import { EXIT } from './exit-code.ts';
import { LIMIT, listUpToLimit, noteMore } from './list-options.ts';
import { sentOnce } from './sent-once.ts';
import { deliveriesText, EVENT_NAMES, eventTypesOf, webhookText } from './webhook-text.ts';

export const webhooksList: Command = {
  name: 'webhooks list',
  positionals: [],
  summary: 'Lista os seus webhooks e os das suas equipes.',
  examples: ['portal webhooks list --team 01a2…'],
  options: { team: { type: 'string', value: 'equipe', help: 'só os desta equipe' }, limit: LIMIT },
  async run(invocation) {
    const { terminal, session, option } = invocation;
    const { portal } = await session();
    const { nodes, more } = await listUpToLimit(
      invocation,
      async (page) => (await portal.request(WebhooksDocument, { teamId: option('team'), ...page })).webhooks,
    );
    terminal.result(nodes, () =>
      nodes.length > 0 ? nodes.map((webhook) => webhookText(terminal, webhook)).join('\n\n') : 'Nenhum webhook.',
    );
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

export const webhooksShow: Command = {
  name: 'webhooks show',
  positionals: ['<webhook>'],
  summary: 'Mostra um webhook e o que foi enviado a ele, do mais novo ao mais antigo.',
  details: '--json traz também o conteúdo de cada aviso e a resposta a cada tentativa.',
  examples: ['portal webhooks show 01a2… --limit 5'],
  options: { limit: LIMIT },
  async run(invocation) {
    const { terminal, session, positionals } = invocation;
    const { portal } = await session();
    const webhook = await findWebhook(portal, positionals[0]);
    const { nodes: deliveries, more } = await listUpToLimit(
      invocation,
      async (page) => (await findWebhook(portal, positionals[0], page)).deliveries,
    );
    terminal.result({ ...webhook, deliveries }, () => {
      const sent = deliveries.length > 0 ? deliveriesText(terminal, deliveries) : 'Nada foi enviado ainda.';
      return `${webhookText(terminal, webhook)}\n\n${sent}`;
    });
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

export const webhooksCreate: Command = {
  name: 'webhooks create',
  positionals: ['<endereço>'],
  summary: 'Cria um webhook e escreve o segredo dele na saída padrão, só desta vez.',
  details: [
    'O portal avisa o endereço, por POST, do que acontece com as solicitações e credenciais. Com --team o webhook é da equipe',
    'e continua quando você sai dela; sem --team é só seu. Confira a assinatura de cada aviso com o segredo e a biblioteca',
    'standardwebhooks, que existe para várias linguagens.',
  ].join('\n'),
  examples: [
    'portal webhooks create https://sistema.exemplo.com.br/avisos --team 01a2… > segredo.txt',
    'portal webhooks create https://sistema.exemplo.com.br/avisos --event request.approved --event request.rejected',
  ],
  options: {
    event: {
      type: 'string',
      multiple: true,
      value: 'evento',
      help: `só este evento; pode repetir; todos se ausente: ${EVENT_NAMES.join(', ')}`,
    },
    description: { type: 'string', value: 'palavras', help: 'para que ele serve' },
    team: { type: 'string', value: 'equipe', help: 'a equipe de que ele será; você deve ser gestor dela' },
  },
  async run({ terminal, session, positionals: [url = ''], option, options }) {
    const eventTypes = eventTypesOf(options('event'));
    const { portal } = await session();
    const input = { url, eventTypes, description: option('description'), teamId: option('team') };
    const { createWebhook } = await portal.request(CreateWebhookDocument, {
      input: { ...input, ...sentOnce() },
    });
    const { webhook, secret } = unwrap(createWebhook);
    // First of all: it is never shown again.
    terminal.result({ webhook, secret }, () => secret);
    terminal.note(`Webhook ${webhook.id} criado. Experimente-o: portal webhooks test ${webhook.id}`);
    return EXIT.OK;
  },
};

export const webhooksDelete: Command = {
  name: 'webhooks delete',
  positionals: ['<webhook>'],
  summary: 'Apaga um webhook, com tudo o que ainda seria enviado a ele.',
  options: {},
  async run({ terminal, session, positionals: [id = ''] }) {
    const { portal } = await session();
    const { deleteWebhook } = await portal.request(DeleteWebhookDocument, { id, ...sentOnce() });
    const { deletedId } = unwrap(deleteWebhook);
    terminal.result({ deletedId }, () => 'O webhook foi apagado.');
    return EXIT.OK;
  },
};

/** One of the caller's webhooks, or of their teams', with its newest deliveries. */
export async function findWebhook(
  portal: PortalClient,
  id: string | undefined,
  page: { first: number; after?: string | null } = { first: 1 },
): Promise<NonNullable<WebhookQuery['webhook']>> {
  const { webhook } = await portal.request(WebhookDocument, { id: id ?? '', ...page });
  if (!webhook) throw new NotFound(`O webhook ${id} não foi encontrado entre os seus e os das suas equipes.`);
  return webhook;
}

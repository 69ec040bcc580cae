import {
  ReplayWebhookDeliveryDocument,
  TestWebhookDocument,
  type WebhookDeliveryFieldsFragment,
} from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { sleep } from '../retry.ts';
import { unwrap } from '../unwrap.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { sentOnce } from './sent-once.ts';
import { lastAttemptText } from './webhook-text.ts';
import { findWebhook } from './webhooks.ts';

/** A receiver has 15 seconds to answer; a busy portal may begin a little later. */
const LONGEST_MS = 30_000;
const POLL_MS = 500;

export const webhooksTest: Command = {
  name: 'webhooks test',
  positionals: ['<webhook>'],
  summary: 'Envia o evento webhook.ping uma vez, e espera para dizer se chegou.',
  details: 'Termina com 0 se o endereço respondeu 2xx, e com 1 se não.',
  examples: ['portal webhooks test 01a2…'],
  options: {},
  async run({ terminal, session, positionals: [id = ''] }) {
    const { portal } = await session();
    const { testWebhook } = await portal.request(TestWebhookDocument, { id, ...sentOnce() });
    const { delivery } = unwrap(testWebhook);
    const ended = await outcomeOf(portal, id, delivery);
    const arrived = ended.state === 'DELIVERED';
    terminal.result(ended, () => {
      const word = arrived ? terminal.paint('green', 'Chegou') : terminal.paint('red', 'Não chegou');
      return `${word}: ${lastAttemptText(ended)}`;
    });
    return arrived ? EXIT.OK : EXIT.REFUSED;
  },
};

export const webhooksReplay: Command = {
  name: 'webhooks replay',
  positionals: ['<entrega>'],
  summary: 'Envia de novo um aviso que foi enviado, uma vez.',
  details: '<entrega> é um dos ids que "portal webhooks show" lista. O aviso leva o mesmo webhook-id de antes.',
  examples: ['portal webhooks show 01a2… --json | jq -r \'.deliveries[] | select(.state == "FAILED").id\''],
  options: {},
  async run({ terminal, session, positionals: [id = ''] }) {
    const { portal } = await session();
    const { replayWebhookDelivery } = await portal.request(ReplayWebhookDeliveryDocument, { id, ...sentOnce() });
    const { delivery } = unwrap(replayWebhookDelivery);
    terminal.result(delivery, () => 'O aviso está sendo enviado de novo; veja em "portal webhooks show" se chegou.');
    return EXIT.OK;
  },
};

/** The delivery once it has ended; as it is, where that takes too long. */
async function outcomeOf(
  portal: PortalClient,
  webhook: string,
  sent: WebhookDeliveryFieldsFragment,
): Promise<WebhookDeliveryFieldsFragment> {
  let seen = sent;
  for (const until = Date.now() + LONGEST_MS; seen.state === 'PENDING' && Date.now() < until; await sleep(POLL_MS)) {
    const { deliveries } = await findWebhook(portal, webhook, { first: 100 });
    seen = deliveries.edges.find(({ node }) => node.id === sent.id)?.node ?? seen;
  }
  return seen;
}

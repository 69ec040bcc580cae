import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

test('quem integra cadastra um webhook, guarda o segredo, testa, reenvia, desativa e exclui', async ({
  integrator,
}) => {
  const got: { body: string; headers: Record<string, string> }[] = [];
  let status = 500;
  const server = createServer(async (req, res) => {
    got.push({ body: await text(req), headers: req.headers as Record<string, string> });
    res.writeHead(status).end('resposta do teste');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/avisos`;
  const fabio = await integrator('fabio');

  await fabio.goto('/');
  await fabio.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await expect(fabio.getByText('Você ainda não tem webhooks')).toBeVisible();
  await expectAccessible(fabio, 'webhooks-vazio');

  await fabio.getByRole('button', { name: 'Novo webhook' }).click();
  await fabio.getByLabel('Endereço').fill('exemplo');
  await fabio.getByRole('button', { name: 'Criar webhook' }).click();
  await expect(fabio.getByText('Informe um endereço que comece com https://.')).toBeVisible();
  await expectAccessible(fabio, 'webhooks-formulario');
  await fabio.getByLabel('Endereço').fill(url);
  await fabio.getByLabel('Descrição').fill('Painel municipal');
  await fabio.getByRole('button', { name: 'Criar webhook' }).click();
  const secretDialog = fabio.getByRole('dialog', { name: 'Segredo do webhook' });
  const secret = (await secretDialog.locator('code').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await expect(secretDialog.getByRole('button', { name: 'Copiar segredo' })).toBeVisible();
  await expectAccessible(fabio, 'webhooks-segredo');
  await secretDialog.getByRole('button', { name: 'Já guardei' }).click();
  await expect(fabio.getByText(secret)).toHaveCount(0);
  await expectAccessible(fabio, 'webhooks-lista');

  await fabio.getByRole('link', { name: url }).click();
  await expect(fabio.getByRole('heading', { level: 1, name: 'Painel municipal' })).toBeVisible();
  await fabio.getByRole('button', { name: 'Enviar teste' }).click();
  const delivery = fabio.locator('.br-card', { hasText: 'Teste' });
  await expect(delivery.getByText('Não entregue', { exact: true })).toBeVisible();
  await delivery.getByText('Tentativas e conteúdo').click();
  await expect(delivery.getByText('HTTP 500. O endereço respondeu com erro.')).toBeVisible();
  await expect(delivery.getByText('resposta do teste')).toBeVisible();
  await expect(delivery.getByText('webhook-signature: v1,')).toBeVisible();
  await expectAccessible(fabio, 'webhook-envios');

  status = 204;
  await delivery.getByRole('button', { name: 'Enviar de novo' }).click();
  await expect(delivery.getByText('Entregue', { exact: true })).toBeVisible();
  expect(got).toHaveLength(2);
  for (const { body, headers } of got) {
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'webhook.ping' });
  }

  await fabio.getByRole('button', { name: 'Desativar' }).click();
  await expect(fabio.getByText('Desativado por quem cuida dele.')).toBeVisible();
  await expectAccessible(fabio, 'webhook-desativado');
  await fabio.getByRole('button', { name: 'Ativar', exact: true }).click();
  await expect(fabio.getByRole('button', { name: 'Enviar teste' })).toBeVisible();

  status = 410;
  await readOnceBefore(fabio);
  await fabio.getByRole('button', { name: 'Enviar teste' }).click();
  await expect(fabio.getByText('Desativado pelo Portal: o endereço respondeu 410')).toBeVisible();
  await fabio.goto('/');
  const stopped = fabio.locator('.br-card', { hasText: `Webhook desativado: ${new URL(url).host}` });
  await expectAccessible(fabio, 'inicio-webhook-desativado');
  await stopped.getByRole('link', { name: 'Ver o webhook' }).click();
  await expect(fabio.getByRole('heading', { level: 1, name: 'Painel municipal' })).toBeVisible();

  await fabio.getByRole('button', { name: 'Excluir' }).click();
  await fabio.getByRole('dialog').getByRole('button', { name: 'Excluir webhook' }).click();
  await expect(fabio.getByText('Você ainda não tem webhooks')).toBeVisible();
  server.closeAllConnections();
  server.close();
});

/** The first answer in which the webhook is stopped says what one says that read the webhook a moment before its deliveries. */
async function readOnceBefore(page: Page): Promise<void> {
  let told = false;
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    const isFirst = !told && body.includes('"GONE"') && body.includes('"deliveries"');
    told ||= isFirst;
    const before = body.replace('"state":"DISABLED"', '"state":"ACTIVE"').replace('"GONE"', 'null');
    await route.fulfill({ response, body: isFirst ? before : body });
  });
}

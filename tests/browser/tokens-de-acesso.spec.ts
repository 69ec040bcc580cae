import { expectAccessible, violations } from './accessible.ts';
import { uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';
import { keepScreenshot, WIDTHS } from './screenshots.ts';

test('Fábio cria um token, usa e revoga', async ({ integrator, request }) => {
  const page = await integrator('fabio');
  const name = uniqueName('Painel');
  await page.getByRole('link', { name: 'Tokens de acesso' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tokens de acesso' })).toBeVisible();

  await page.getByRole('button', { name: 'Criar token' }).click();
  await expect(page.getByLabel('Nome', { exact: true })).toBeFocused();
  await expect(page.getByText('Escolha ao menos uma permissão.')).toBeVisible();
  await expectAccessible(page, 'integrador-tokens-erros');

  await page.getByLabel('Nome', { exact: true }).fill(name);
  await page.getByLabel('Consultar as suas solicitações e evidências').check();
  await page.getByLabel('Validade').selectOption('30 dias');
  await page.getByRole('button', { name: 'Criar token' }).click();
  const dialog = page.getByRole('dialog', { name: `Token “${name}” criado` });
  const token = (await dialog.locator('code').first().textContent()) ?? '';
  expect(token).toMatch(/^pds_[0-9A-Za-z]{36}$/);
  expect(await violations(page)).toEqual([]);
  await keepScreenshot(page, 'integrador-token-criado');
  await dialog.getByRole('button', { name: 'Já guardei' }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  const ask = () =>
    request.get(`${new URL(page.url()).origin}/graphql?query={viewer{name}}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  expect(await (await ask()).json()).toMatchObject({ data: { viewer: { name: expect.stringContaining('Fábio') } } });

  // The use of a token is noted after the answer that it got.
  const used = async () => {
    const { personalAccessTokens: all } = await graph<{ personalAccessTokens: { name: string; lastUsedAt: string }[] }>(
      page,
      '{ personalAccessTokens { name lastUsedAt } }',
    );
    return all.find((one) => one.name === name)?.lastUsedAt ?? null;
  };
  await expect.poll(used).not.toBeNull();
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Consultar as suas solicitações e evidências');
  await expect(row).not.toContainText('Ainda não usado');
  await expectAccessible(page, 'integrador-tokens');
  await page.setViewportSize({ width: WIDTHS.larga, height: 900 });

  await row.getByRole('button', { name: `Revogar o token ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revogar token' }).click();
  await expect(page.getByText(`Token “${name}” revogado.`).first()).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await ask()).status()).toBe(401);
});

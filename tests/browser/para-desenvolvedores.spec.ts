import type { Locator, Page } from '@playwright/test';
import { expectAccessible, violations } from './accessible.ts';
import { uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';
import { keepScreenshot, WIDTHS } from './screenshots.ts';

test('Um visitante segue o guia e copia um exemplo', async ({ visitor }) => {
  const page = await visitor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await menuLink(page, 'Para desenvolvedores').click();
  await expectHeading(page, 'Começo em cinco minutos');
  await page.getByRole('tab', { name: 'Python' }).click();
  await page.getByRole('button', { name: 'Copiar o exemplo em Python' }).click();
  await expect(page.getByText('Copiado')).toBeVisible();
  const copied = await page.evaluate('navigator.clipboard.readText()');
  // Com o endereço deste Portal.
  expect(copied).toContain(`"PORTAL_URL", "${new URL(page.url()).origin}"`);
  await expect(page.getByText('python3 python.py', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Linha de comando' }).click();
  await expect(
    page.getByText(`npx -y --allow-remote=root ${new URL(page.url()).origin}/client.tgz watch`),
  ).toBeVisible();
  await expectAccessible(page, 'desenvolvedores-guia');

  // Estreita: o menu da seção fica atrás de um botão.
  await page.getByRole('button', { name: 'Nesta seção' }).click();
  await sectionLink(page, 'Referência').click();
  await expectHeading(page, 'Referência');
  await expect(sectionLink(page, 'Referência')).toBeHidden();
});

test('Um visitante busca na referência, sem acentos e sem o mouse', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/desenvolvedores/referencia');
  await expect(page.getByRole('link', { name: 'accessRequestChanged', exact: true })).toBeVisible();
  await expectAccessible(page, 'desenvolvedores-referencia');
  await wide(page);
  const search = page.getByRole('searchbox', { name: 'Buscar na referência' });
  await search.fill('portfólios');
  await expect(page.getByRole('status').filter({ hasText: /resultado/ })).toBeVisible();
  await expect(page).toHaveURL(/busca=portf/);
  await expectAccessible(page, 'desenvolvedores-busca');
  await wide(page);
  await search.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Query.portfolios', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expectHeading(page, 'Query.portfolios');
  await expect(page).toHaveURL(/\/desenvolvedores\/referencia\/Query\.portfolios$/);
  await page.goBack();
  await expect(search).toHaveValue('portfólios');
  await search.fill('xyzxyz');
  await expect(page.getByText(/^Nenhum resultado/)).toBeVisible();
});

test('Um visitante lê um campo da referência e o experimenta no GraphiQL', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/desenvolvedores/referencia/Query.services');
  await expect(page.getByText('catalogue:read, ou sem token nenhum')).toBeVisible();
  await expectAccessible(page, 'desenvolvedores-campo');
  await wide(page);
  await page.getByRole('cell', { name: 'ServiceFilter' }).getByRole('link').click();
  await expectHeading(page, 'ServiceFilter');
  await page.goto('/desenvolvedores/referencia/AccessRequest');
  await expect(page.getByRole('rowheader', { name: 'protocol' })).toBeVisible();
  await expectAccessible(page, 'desenvolvedores-tipo');
  await page.goto('/desenvolvedores/referencia/Query.nada');
  await expectHeading(page, 'Não está na API');

  await wide(page);
  await page.goto('/desenvolvedores/referencia/Query.portfolios');
  await page.getByRole('link', { name: 'Abrir no GraphiQL' }).click();
  await expect(runAs(page)).toHaveValue('anonymous');
  await expect(runAs(page).getByRole('option')).toHaveCount(1);
  await execute(page);
  await expect(result(page)).toContainText('"RNDS"');
  await keepScreenshot(page, 'graphiql-visitante');
});

test('Um visitante lê os limites e busca um erro', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/desenvolvedores/limites');
  await expectHeading(page, 'Limites');
  await expectAccessible(page, 'desenvolvedores-limites');
  await page.goto('/desenvolvedores/erros#RATE_LIMITED');
  await expect(page.getByRole('heading', { name: 'RATE_LIMITED' }).first()).toBeInViewport();
  await expectAccessible(page, 'desenvolvedores-erros');
  await page.getByRole('searchbox', { name: 'Buscar um erro' }).fill('permissao escopo');
  await expect(page.getByText(/^\d+ erros?\.$|^Nenhum erro/)).toBeVisible();
});

test('Um visitante lê as mudanças e a política de descontinuação', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/desenvolvedores/mudancas');
  await expectHeading(page, 'Mudanças');
  await expectAccessible(page, 'desenvolvedores-mudancas');
  await page.goto('/desenvolvedores/descontinuacao');
  await expectHeading(page, 'Política de descontinuação');
  await expectAccessible(page, 'desenvolvedores-descontinuacao');
  for (const missing of ['/desenvolvedores/nada', '/desenvolvedores/limites/nada']) {
    await page.goto(missing);
    await expectHeading(page, 'Página não encontrada');
  }
});

test('Ana executa uma consulta no GraphiQL como um dos seus tokens', async ({ integrator }) => {
  const page = await integrator('ana');
  const name = uniqueName('Painel');
  const { createPersonalAccessToken: made } = await graph<{
    createPersonalAccessToken: { personalAccessToken: { id: string } };
  }>(
    page,
    'mutation ($name: String!) { createPersonalAccessToken(input: { name: $name, scopes: ["requests:read"] }) { personalAccessToken { id } } }',
    { name },
  );
  const { id } = made.personalAccessToken;

  await test.step('abre o GraphiQL a partir do token', async () => {
    await page.goto('/tokens');
    await page.getByRole('link', { name: `Abrir no GraphiQL como o token ${name}` }).click();
    await expect(runAs(page)).toHaveValue(id);
    await expect(page.getByText('Permissões: requests:read')).toBeVisible();
    for (const [look, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 800 });
      await page.reload();
      await expect(page.getByRole('button', { name: /^Execute query/ })).toBeVisible();
      expect(await violations(page, '.run-as')).toEqual([]);
      await keepScreenshot(page, `graphiql-token-${look}`);
    }
    await wide(page);
  });

  const credentials = `/graphql?query=${encodeURIComponent('query Credenciais { credentials { totalCount } }')}`;
  await test.step('o que o token permite, responde; o que não permite, é recusado', async () => {
    const requests = encodeURIComponent('query Solicitacoes { accessRequests { totalCount } }');
    await page.goto(`/graphql?token=${id}&query=${requests}`);
    await execute(page);
    await expect(result(page)).toContainText('"totalCount"');
    await page.goto(`${credentials}&token=${id}`);
    await execute(page);
    await expect(result(page)).toContainText('FORBIDDEN');
    await expect(result(page)).toContainText('credentials:read');
    await keepScreenshot(page, 'graphiql-recusado');
  });

  await test.step('como ela mesma, a mesma consulta responde; como ninguém, não', async () => {
    await runAs(page).selectOption('session');
    await expect(page).toHaveURL(/\/graphql$/);
    await execute(page);
    await expect(result(page)).toContainText('"totalCount"');
    await runAs(page).selectOption('anonymous');
    await execute(page);
    await expect(result(page)).toContainText('UNAUTHENTICATED');
  });

  await test.step('um token revogado não é mais oferecido', async () => {
    await graph(page, 'mutation ($id: ID!) { revokePersonalAccessToken(id: $id) { problems { message } } }', { id });
    await page.goto(`${credentials}&token=${id}`);
    await expect(runAs(page)).toHaveValue('session');
    await expect(page.getByText('O token deste link não é seu ou já terminou.')).toBeVisible();
  });
});

async function wide(page: Page): Promise<void> {
  await page.setViewportSize({ width: WIDTHS.larga, height: 900 });
}

function menuLink(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Menu principal' }).getByRole('link', { name, exact: true });
}

function sectionLink(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Para desenvolvedores' }).getByRole('link', { name, exact: true });
}

async function expectHeading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

function runAs(page: Page): Locator {
  return page.getByLabel('Executar como');
}

async function execute(page: Page): Promise<void> {
  // Its buttons are there before its editor is, and do nothing then.
  await expect(page.locator('.graphiql-query-editor .monaco-editor')).toBeVisible();
  await page.getByRole('button', { name: /^Execute query/ }).click();
}

function result(page: Page): Locator {
  return page.locator('.result-window');
}

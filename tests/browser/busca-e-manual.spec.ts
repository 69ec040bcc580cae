import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

test('a busca do alto leva ao serviço e ao manual, só com o teclado e sem entrar', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/');
  const field = page.getByRole('search').getByRole('combobox');
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await field.pressSequentially('vacinação covid');
  const suggestions = page.getByRole('listbox', { name: 'Sugestões' });
  const service = suggestions.getByRole('group', { name: 'Serviços' }).getByRole('option').first();
  await expect(service).toBeVisible();
  await expect(page.getByText(/^\d+ sugest(ão|ões)\. Use as setas/)).toBeAttached();
  await expectAccessible(page, 'busca-sugestoes');
  await field.press('ArrowDown');
  await expect(service).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await service.getAttribute('id')) ?? '');
  await expect(field).toBeFocused();
  // The first press closes the list, what was written stays.
  await field.press('Escape');
  await expect(suggestions).toBeHidden();
  await expect(field).toHaveValue('vacinação covid');
  await field.press('ArrowDown');
  await field.press('ArrowDown');
  const name = (await service.textContent()) ?? '';
  await field.press('Enter');
  await expect(page).toHaveURL(/\/servicos\/[\w-]+$/);
  expect(name).toContain((await page.getByRole('heading', { level: 1 }).textContent()) ?? 'none');
  await expect(field).toHaveValue('');
  // What one looks for is in no address before one asks for the page of results.
  expect(addresses.filter((address) => address.includes('covid'))).toEqual([]);
  await field.fill('vacinação covid');
  await field.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Busca por “vacinação covid”');
  await expect(page.getByRole('region', { name: 'Serviços' }).getByRole('link').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Suas solicitações e credenciais' })).toHaveCount(0);
  await field.fill('convidar');
  await field.press('Enter');
  await expect(page.getByRole('region', { name: 'Manual de apoio' }).getByRole('status')).toHaveText(
    /^Manual de apoio: \d+ resultados?$/,
  );
  await page.getByRole('link', { name: 'Equipe do estabelecimento: Convidar alguém' }).press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Convidar alguém' })).toBeInViewport();
  await page.getByRole('link', { name: 'Todos os capítulos' }).press('Enter');
  const inManual = page.getByRole('main').getByRole('searchbox');
  await inManual.fill('palavra que não há');
  await inManual.press('Enter');
  await expect(page.getByText('0 trechos encontrados.')).toBeVisible();
  await page.goto('/lugar-nenhum');
  await expect(page.getByRole('main')).toContainText('Precisa de ajuda? Ligue 136');
});

test('quem pediu acha a solicitação pelo protocolo e a credencial pelo número, e ninguém mais', async ({
  integrator,
  reviewer,
}) => {
  const [ana, bruno, clara] = await Promise.all([integrator('ana'), integrator('bruno'), reviewer('clara')]);
  const system = uniqueName('Busca');
  const { protocol, credential } = await approve(clara, await submitted(ana, { system, cnes: ESTABLISHMENTS.mutirao }));
  const own = (page: typeof ana) => page.getByRole('region', { name: 'Suas solicitações e credenciais' });
  await ana.goto(`/busca?texto=${protocol}`);
  await expect(own(ana).getByRole('link', { name: `Solicitação ${protocol}` })).toBeVisible();
  const found = own(ana).getByRole('link', { name: /^Credencial \d+$/ });
  const identifier = ((await found.textContent()) ?? '').replace(/\D/g, '');
  const field = ana.getByRole('search').getByRole('combobox');
  const suggested = ana.getByRole('listbox', { name: 'Sugestões' });
  await field.fill(identifier);
  await expect(suggested.getByRole('group', { name: 'Credenciais' }).getByRole('option')).toHaveText([
    new RegExp(`^${identifier}`),
  ]);
  await field.fill(protocol);
  await suggested.getByRole('group', { name: 'Solicitações' }).getByText(protocol).click();
  await expect(ana).toHaveURL(/\/solicitacoes\/[\w-]+$/);
  await ana.goto(`/busca?texto=${identifier}`);
  await ana
    .getByRole('region', { name: 'Credenciais com este identificador' })
    .getByRole('link', { name: `Credencial ${identifier}` })
    .click();
  await expect(ana).toHaveURL(new RegExp(`/credenciais/${credential?.id}$`));
  await bruno.goto(`/busca?texto=${protocol}`);
  await expect(own(bruno)).toContainText('Nenhuma das suas solicitações tem estas palavras.');
});

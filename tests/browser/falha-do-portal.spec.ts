import type { Page, Route } from '@playwright/test';
import { approve, completeDraft, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

const TRACE = '0123456789abcdef0123456789abcdef';
const ERROR = { message: 'Internal error', extensions: { code: 'INTERNAL', traceId: TRACE } };

/** How the graph fails when a part of the portal is away: all of an answer is missing, or the field that was asked for. */
const OUTAGES = {
  'toda a resposta': (_query: string) => ({ data: null, errors: [ERROR] }),
  'só o campo': (query: string) => {
    const [, field = 'viewer'] = query.match(/^[^{]*\{\s*(\w+)/) ?? [];
    return { data: { [field]: null }, errors: [{ ...ERROR, path: [field] }] };
  },
};

for (const [which, answer] of Object.entries(OUTAGES)) {
  test(`o Portal falha (${which}): cada página diz que falhou, com o código, e tentar de novo a traz`, async ({
    integrator,
    reviewer,
  }) => {
    const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
    const wanted = { system: uniqueName('Falha'), cnes: ESTABLISHMENTS.mutirao };
    const [draft, sent] = [await completeDraft(ana, wanted), await submitted(ana, wanted)];
    const { credential } = await approve(clara, await submitted(ana, { ...wanted, system: uniqueName('Credencial') }));
    await eachFails(ana, answer, {
      '/solicitacoes': 'Solicitações',
      [`/solicitacoes/${sent.id}`]: /^Solicitação \d/,
      [`/solicitacoes/${draft.id}/editar`]: /^Solicitação|Responsável/,
      [`/solicitacoes/${draft.id}/evidencias`]: /Evidências/,
      '/credenciais': 'Gerenciar Credenciais',
      [`/credenciais/${credential?.id}`]: /^Credencial /,
      '/tokens': 'Tokens de acesso',
      '/webhooks': 'Webhooks',
      '/portfolios/rnds': /RNDS/,
      '/servicos': 'Serviços',
      '/servicos/rnds-rel': /./,
      '/transparencia': 'Transparência',
    });
    await eachFails(elis, answer, {
      '/': 'Fila de análise',
      [`/solicitacoes/${sent.id}`]: /^Solicitação \d/,
      '/historico': 'Histórico',
      '/credenciais': 'Credenciais',
    });
  });
}

test('não se sabe quem está usando: as páginas abertas continuam, e ninguém é mandado entrar', async ({
  integrator,
}) => {
  const ana = await integrator('ana');
  const outage = await failing(ana, OUTAGES['só o campo'], /\bviewer\b|changesCursor/);
  await ana.goto('/solicitacoes');
  await expect(ana.getByRole('heading', { level: 1, name: 'Algo deu errado' })).toBeVisible();
  await expect(ana.getByText(TRACE)).toBeVisible();
  await expect(ana.getByText('Entrar com gov.br')).toHaveCount(0);

  await ana.getByRole('link', { name: 'Serviços', exact: true }).click();
  await expect(ana.getByRole('table', { name: 'Serviços encontrados' })).toBeVisible();
  outage.over();
  await ana.getByRole('button', { name: 'Verificar a conta de novo' }).click();
  await expect(ana.getByRole('button', { name: /^Ana/ })).toBeVisible();
});

test('o que já está na página fica quando não pode ser lido de novo', async ({ integrator }) => {
  const ana = await integrator('ana');
  const { protocol } = await submitted(ana, { system: uniqueName('Fica'), cnes: ESTABLISHMENTS.mutirao });
  await ana.goto('/solicitacoes');
  const row = ana.getByRole('row').filter({ hasText: protocol });
  await expect(row).toBeVisible();
  await failing(ana, OUTAGES['toda a resposta']);
  await submitted(ana, { system: uniqueName('Outra'), cnes: ESTABLISHMENTS.mutirao });
  await expect(ana.getByText('Uma parte não foi carregada')).toBeVisible();
  await expect(row).toBeVisible();
});

test('uma lista do início falha sozinha: o que há nas outras continua lá, e o início não diz que nada espera', async ({
  integrator,
}) => {
  const ana = await integrator('ana');
  await completeDraft(ana, { system: uniqueName('Início'), cnes: ESTABLISHMENTS.mutirao });
  const failed = { webhooks: null, credentials: null };
  await ana.route('**/graphql', async (route) => {
    if (!/query HomeWork\b/.test(route.request().postData() ?? '')) return route.fallback();
    const { data } = (await (await route.fetch()).json()) as { data: object };
    const errors = Object.keys(failed).map((field) => ({ ...ERROR, path: [field] }));
    await route.fulfill({ json: { data: { ...data, ...failed }, errors } });
  });
  await ana.goto('/');
  const needs = ana.getByRole('region', { name: 'O que precisa de você agora' });
  await expect(needs.getByText('Uma parte não foi carregada')).toBeVisible();
  await expect(needs.getByText(TRACE)).toBeVisible();
  await expect(needs.getByRole('link').first()).toBeVisible();
  await expect(needs.getByText('Nada espera por você agora.')).toHaveCount(0);
  // What changes live is read anew: it may be under way.
  await ana.unrouteAll({ behavior: 'wait' });
});

/** Walks the pages while every answer fails, then once more to see each of them come back at the press of a button. */
async function eachFails(page: Page, answer: (query: string) => object, pages: Record<string, string | RegExp>) {
  for (const [address, heading] of Object.entries(pages)) {
    await test.step(address, async () => {
      const outage = await failing(page, answer);
      await page.goto(address);
      await expect(page.getByText(TRACE).first()).toBeVisible();
      await expect(page.getByText(/não encontrad|ainda não (fez|tem)|Nenhum|Entre para continuar/i)).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      outage.over();
      await page.getByRole('main').getByRole('button', { name: 'Tentar de novo' }).first().click();
      await expect(page.getByText(TRACE)).toHaveCount(0);
      await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    });
  }
}

/** Answers what the page asks of the graph as a broken portal does, save who is signed in, until it is over. */
async function failing(
  page: Page,
  answer: (query: string) => object,
  which = /^(?!.*\b(query Viewer|ChangesCursor))/s,
) {
  const fail = async (route: Route) => {
    const { query } = route.request().postDataJSON() as { query: string };
    if (!which.test(query)) return route.fallback();
    await route.fulfill({ json: answer(query), contentType: 'application/graphql-response+json' });
  };
  await page.route('**/graphql', fail);
  return { over: () => void page.unroute('**/graphql', fail) };
}

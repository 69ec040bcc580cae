import type { Page } from '@playwright/test';
import { chooseAppearance, expectAccessible } from './accessible.ts';
import {
  approve,
  claim,
  completeDraft,
  ESTABLISHMENTS,
  productionDraft,
  productionSubmitted,
  submitted,
  uniqueName,
} from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

// Bruno, whom the other journeys ask for little: his lists are short.
const cnes = ESTABLISHMENTS.jardimBrasilia;
const wanted = (words: string) => ({ system: uniqueName(words), cnes });

test('o catálogo, aberto a todos, largo e em 320 px', async ({ visitor }) => {
  await lookAt(await visitor(), 'visitante', {
    inicio: '/',
    portfolios: '/portfolios',
    portfolio: '/portfolios/rnds',
    'portfolio-aberto': '/portfolios/dados-abertos',
    servicos: '/servicos?texto=imunobiologico',
    servico: '/servicos/rnds-rel',
    manual: '/manual',
    'manual-busca': '/manual?busca=certificado',
    'manual-capitulo': '/manual/evidencias',
    busca: '/busca?texto=vacinação covid',
    roteiros: '/roteiros',
    roteiro: '/roteiros/ria-r',
    entrar: '/solicitacoes',
    situacao: '/situacao',
    acessibilidade: '/acessibilidade',
    'mapa-do-site': '/mapa-do-site',
    'nao-encontrada': '/lugar-nenhum',
  });
});

test('o formulário e as evidências, largos e em 320 px', async ({ integrator, reviewer }) => {
  const [bruno, clara] = await Promise.all([integrator('bruno'), reviewer('clara')]);
  const draft = await completeDraft(bruno, wanted('Rascunho'));
  const evidence = await productionDraft(bruno, clara, wanted('Com evidências'));
  await lookAt(bruno, 'integrador', {
    'formulario-responsavel': `/solicitacoes/${draft.id}/editar`,
    'formulario-sistema': `/solicitacoes/${draft.id}/editar?etapa=sistema`,
    'formulario-operacao': `/solicitacoes/${draft.id}/editar?etapa=operacao`,
    'formulario-finalizacao': `/solicitacoes/${draft.id}/editar?etapa=finalizacao`,
    evidencias: `/solicitacoes/${evidence.id}/evidencias`,
  });
});

test('as solicitações e as credenciais, largas e em 320 px', async ({ integrator, reviewer }) => {
  const [bruno, clara] = await Promise.all([integrator('bruno'), reviewer('clara')]);
  const waiting = await productionSubmitted(bruno, clara, wanted('Na fila'));
  const approved = await approve(clara, await submitted(bruno, wanted('Aprovada')));
  await lookAt(bruno, 'integrador', {
    inicio: '/',
    solicitacoes: '/solicitacoes',
    'solicitacao-enviada': `/solicitacoes/${waiting.id}`,
    'solicitacao-aprovada': `/solicitacoes/${approved.id}`,
    'credenciais-homologacao': '/credenciais?aba=homologacao',
    'credenciais-em-analise': '/credenciais?aba=em-analise',
    'credenciais-producao': '/credenciais?aba=producao',
    credencial: `/credenciais/${approved.credential?.id}`,
  });
});

test('a fila, a análise, as decisões e o histórico, largos e em 320 px', async ({ integrator, reviewer }) => {
  const [bruno, clara] = await Promise.all([integrator('bruno'), reviewer('clara')]);
  const mark = uniqueName('Analistas');
  const homologation = await submitted(bruno, { system: `${mark} um`, cnes });
  const production = await productionSubmitted(bruno, clara, { system: `${mark} dois`, cnes });
  await claim(clara, production);
  const search = `busca=${encodeURIComponent(mark)}`;
  await lookAt(clara, 'analista', {
    fila: `/?${search}`,
    'fila-minhas': `/?aba=minhas&${search}`,
    'analise-homologacao': `/solicitacoes/${homologation.id}`,
    'analise-producao': `/solicitacoes/${production.id}`,
    historico: `/historico?${search}`,
    'nao-encontrada': '/solicitacoes/nenhuma',
  });
  await clara.goto(`/solicitacoes/${production.id}`);
  for (const [name, decision] of Object.entries({
    aprovar: 'Aprovar',
    ajustes: 'Solicitar ajustes',
    recusar: 'Não aprovar',
  })) {
    await test.step(name, async () => {
      const form = await new ReviewerScreens(clara).openDecision(decision);
      await expectAccessible(clara, `analista-decisao-${name}`);
      await form.getByRole('button', { name: 'Voltar' }).click();
    });
  }
});

test('no escuro e em alto contraste, as páginas de mais uso dos dois consoles', async ({ integrator, reviewer }) => {
  const [bruno, clara] = await Promise.all([integrator('bruno'), reviewer('clara')]);
  const request = await claim(clara, await productionSubmitted(bruno, clara, wanted('Contraste')));
  for (const appearance of ['Escura', 'Alto contraste']) {
    for (const page of [bruno, clara]) await chooseAppearance(page, appearance);
    const look = appearance.toLowerCase().replace(' ', '-');
    await lookAt(bruno, `integrador-${look}`, {
      inicio: '/',
      solicitacao: `/solicitacoes/${request.id}`,
      credenciais: '/credenciais',
    });
    await lookAt(clara, `analista-${look}`, { fila: '/?aba=minhas', analise: `/solicitacoes/${request.id}` });
  }
});

test('a aparência segue o sistema até que se escolha outra, também nas outras abas', async ({ visitor }) => {
  const page = await visitor();
  const appearance = () => page.locator('html').getAttribute('data-appearance');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await expect.poll(appearance).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(appearance).toBe('light');
  const other = await page.context().newPage();
  await other.goto('/');
  await chooseAppearance(other, 'Escura');
  await expect.poll(appearance).toBe('dark');
  await page.reload();
  await expect.poll(appearance).toBe('dark');
});

test('quem já tinha escolhido alto contraste continua nele', async ({ visitor }) => {
  const page = await visitor();
  await page.addInitScript(() => localStorage.setItem('alto-contraste', 'sim'));
  await page.goto('/');
  await expect.poll(() => page.locator('html').getAttribute('data-appearance')).toBe('high-contrast');
});

/** Opens one page after the other, waits until all of it is there, and looks at it. */
async function lookAt(page: Page, console: string, pages: Record<string, string>): Promise<void> {
  for (const [name, address] of Object.entries(pages)) {
    await test.step(name, async () => {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('Carregando…')).toHaveCount(0);
      await expect(page.getByText('Abrindo o PDF…')).toHaveCount(0);
      await expectAccessible(page, `${console}-${name}`);
    });
  }
}

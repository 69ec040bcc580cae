import { expectAccessible } from './accessible.ts';
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
import { keepScreenshots } from './screenshots.ts';

const cnes = ESTABLISHMENTS.jardimBrasilia;
const wanted = (words: string) => ({ system: uniqueName(words), cnes });

test.setTimeout(300_000);

test('as páginas dos integradores, largas e em 320 px', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const draft = await completeDraft(ana, wanted('Rascunho'));
  const waiting = await submitted(ana, wanted('Na fila'));
  const approved = await approve(clara, await submitted(ana, wanted('Aprovada')));
  const evidence = await productionDraft(ana, clara, wanted('Com evidências'));
  const pages = {
    inicio: '/',
    portfolio: '/portfolios/rnds',
    'portfolio-aberto': '/portfolios/dados-abertos',
    servicos: '/servicos?texto=imunobiologico',
    servico: '/servicos/rnds-rel',
    'formulario-responsavel': `/solicitacoes/${draft.id}/editar`,
    'formulario-sistema': `/solicitacoes/${draft.id}/editar?etapa=sistema`,
    'formulario-operacao': `/solicitacoes/${draft.id}/editar?etapa=operacao`,
    'formulario-finalizacao': `/solicitacoes/${draft.id}/editar?etapa=finalizacao`,
    solicitacoes: '/solicitacoes',
    'solicitacao-enviada': `/solicitacoes/${waiting.id}`,
    'solicitacao-aprovada': `/solicitacoes/${approved.id}`,
    evidencias: `/solicitacoes/${evidence.id}/evidencias`,
    'credenciais-homologacao': '/credenciais?aba=homologacao',
    'credenciais-em-analise': '/credenciais?aba=em-analise',
    'credenciais-producao': '/credenciais?aba=producao',
    acessibilidade: '/acessibilidade',
    'mapa-do-site': '/mapa-do-site',
    'nao-encontrada': '/lugar-nenhum',
  };
  for (const [name, address] of Object.entries(pages)) {
    await test.step(name, async () => {
      await ana.goto(address);
      await settled(ana);
      await expectAccessible(ana, name);
      await keepScreenshots(ana, `integrador-${name}`);
    });
  }
});

test('as páginas dos analistas, largas e em 320 px', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const homologation = await submitted(ana, wanted('Homologação'));
  const production = await productionSubmitted(ana, clara, wanted('Produção'));
  await approve(clara, await submitted(ana, wanted('Decidida')));
  await claim(clara, production);
  const desk = new ReviewerScreens(clara);
  const pages = {
    fila: '/',
    'fila-minhas': '/?aba=minhas',
    'analise-homologacao': `/solicitacoes/${homologation.id}`,
    'analise-producao': `/solicitacoes/${production.id}`,
    historico: '/historico',
    'nao-encontrada': '/solicitacoes/nenhuma',
  };
  for (const [name, address] of Object.entries(pages)) {
    await test.step(name, async () => {
      await clara.goto(address);
      await settled(clara);
      await expectAccessible(clara, name);
      await keepScreenshots(clara, `analista-${name}`);
    });
  }
  await clara.goto(`/solicitacoes/${production.id}`);
  for (const decision of ['Aprovar', 'Solicitar ajustes', 'Não aprovar']) {
    await test.step(decision, async () => {
      const dialog = await desk.openDecision(decision);
      await expectAccessible(clara, decision);
      await keepScreenshots(clara, `analista-decisao-${decision.toLowerCase().replaceAll(' ', '-')}`);
      await dialog.getByRole('button', { name: 'Voltar' }).click();
    });
  }
});

test('em alto contraste, as páginas de mais uso dos dois consoles', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await claim(clara, await productionSubmitted(ana, clara, wanted('Contraste')));
  for (const [page, addresses] of [
    [ana, ['/', `/solicitacoes/${request.id}`, '/credenciais']],
    [clara, ['/', `/solicitacoes/${request.id}`]],
  ] as const) {
    await page.goto('/');
    await page.getByRole('button', { name: 'Alto contraste' }).click();
    for (const address of addresses) {
      await page.goto(address);
      await settled(page);
      await expectAccessible(page, `${address} in high contrast`);
    }
  }
  await keepScreenshots(clara, 'analista-alto-contraste');
});

/** What is on its way has arrived: the heading is there, and nothing says that it is loading. */
async function settled(page: import('@playwright/test').Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Carregando…')).toHaveCount(0);
  await expect(page.getByText('Abrindo o PDF…')).toHaveCount(0);
}

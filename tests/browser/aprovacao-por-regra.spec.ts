import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { anyCpf, approve, attach, ESTABLISHMENTS, productionDraftFrom, submit, uniqueName } from './arrange.ts';
import { pdfFile } from './files.ts';
import { act } from './graph.ts';
import { expect, test } from './journey.ts';
import { makeReport, portfolioWithRule, type RulePortfolio } from './portfolio-with-rule.ts';

const REQUEST = 'accessRequest { id version protocol credential { id } } problems { message }';

/** A draft for production whose only file is the report of a complete run. */
async function draftWithReport(owner: Page, reviewer: Page, portfolio: RulePortfolio) {
  const created = await act(
    owner,
    `mutation ($input: CreateHomologationRequestInput!) { createHomologationRequest(input: $input) { ${REQUEST} } }`,
    { input: { portfolio: portfolio.slug, services: [portfolio.service] } },
  );
  const filled = await act(
    owner,
    `mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { ${REQUEST} } }`,
    {
      input: {
        id: created.id,
        version: created.version,
        origin: 'OTHER',
        establishmentCnes: ESTABLISHMENTS.altoDoCruzeiro,
        manager: { name: 'Maria Lima', cpf: anyCpf(), email: 'maria@exemplo.com.br', phone: '62998765432' },
        system: {
          name: uniqueName('Por regra'),
          description: 'Sistema que envia documentos e passou em todo o roteiro.',
          webApplication: true,
          ipRanges: ['200.130.5.7'],
          monthlyVolume: 1200,
        },
        acceptedTerms: true,
      },
    },
  );
  const { credential } = await approve(reviewer, await submit(owner, filled));
  const draft = await productionDraftFrom(owner, credential?.id);
  await attach(owner, draft.id, 'relatorio.pdf', await pdfFile(['Relatório de conformidade']));
  return { draft, report: await makeReport(draft.id, portfolio) };
}

test('o roteiro completo aprova por regra o que Ana pede; o que foi sorteado Clara vê e analisa', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);

  await test.step('sem sorteio, a credencial sai na hora, e o histórico diz por quê', async () => {
    const portfolio = await portfolioWithRule(ana, 0);
    await ana.goto(`/portfolios/${portfolio.slug}`);
    await expect(ana.getByText(/a produção é aprovada por regra, na hora\.$/)).toBeVisible();
    const { draft, report } = await draftWithReport(ana, clara, portfolio);
    await ana.goto(`/solicitacoes/${draft.id}/evidencias`);
    await ana.getByRole('button', { name: 'Enviar para análise' }).click();
    const told = ana.getByRole('region', { name: 'Avisos', exact: true });
    // Quem acompanha ao vivo troca o aviso pelo da situação.
    await expect(told).toContainText(/aprovada/i);
    const history = ana.getByRole('list', { name: 'Histórico da solicitação' });
    await expect(history.getByRole('listitem').first()).toContainText(`Regra do portfólio ${portfolio.name}`);
    await expect(history).toContainText(`Aprovada por regra: o relatório de conformidade ${report} comprova`);
    await expectAccessible(ana, 'aprovada-por-regra');
    await clara.goto(`/solicitacoes/${draft.id}`);
    await expect(clara.getByText('Aprovada por regra do portfólio', { exact: true })).toBeVisible();
    await clara.getByRole('tab', { name: 'Histórico' }).click();
    await expect(clara.getByText(`Regra do portfólio ${portfolio.name}`)).toBeVisible();
  });

  await test.step('sorteada, espera por uma pessoa', async () => {
    const portfolio = await portfolioWithRule(ana, 100);
    await ana.goto(`/portfolios/${portfolio.slug}`);
    await expect(ana.getByText(/de cada 100 solicitações, 100 são sorteadas para análise por pessoa\.$/)).toBeVisible();
    const { draft } = await draftWithReport(ana, clara, portfolio);
    const sent = await submit(ana, draft);
    await clara.goto(`/?busca=${sent.protocol}`);
    await expect(clara.getByRole('row', { name: sent.protocol })).toContainText('sorteada para análise por pessoa');
    await clara.getByRole('link', { name: sent.protocol }).click();
    await expect(clara.getByText('sorteada para análise por pessoa')).toBeVisible();
    await expectAccessible(clara, 'sorteada-para-pessoa');
    expect((await approve(clara, sent)).credential?.id).toBeTruthy();
  });
});

import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { tick } from './tick.ts';

test('Ana altera a credencial; Clara vê o antes e o depois e aprova, e a credencial tem o conteúdo novo com o mesmo identificador', async ({
  integrator,
  reviewer,
}) => {
  const [page, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const ana = new IntegratorScreens(page);
  const system = uniqueName('Alterada');
  const { credential } = await approve(clara, await submitted(page, { system, cnes: ESTABLISHMENTS.jardimBrasilia }));
  await page.goto(`/credenciais/${credential?.id}`);
  await expect(ana.button('Alterar')).toBeVisible();
  await expectAccessible(page, 'integrador-credencial-alterar');
  const seen = () =>
    graph<{ credential: { requesterIdentifier: string; system: { ipRanges: string[] } } }>(
      page,
      'query ($id: ID!) { credential(id: $id) { requesterIdentifier system { ipRanges } } }',
      { id: credential?.id },
    );
  const before = (await seen()).credential;

  await ana.button('Alterar').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    `Alteração da credencial ${before.requesterIdentifier}`,
  );
  await ana.advance('Sistema');
  await ana.advance('Operação');
  await expect(page.getByText('ainda vale por 7 dias se for do mesmo titular')).toBeVisible();
  await ana.field('IP ou faixa 1').fill('200.130.77.0/24');
  await ana.advance('Finalização');
  await tick(page.getByRole('checkbox', { name: /^Declaro que as informações/ }));
  await expectAccessible(page, 'integrador-alteracao');
  await ana.button('Enviar para análise').click();
  await expect(page.getByText('que continua valendo como está até a aprovação')).toBeVisible();
  await expectAccessible(page, 'integrador-alteracao-enviada');
  const { pathname } = new URL(page.url());

  await clara.goto(`/?busca=${encodeURIComponent(system)}`);
  const row = clara.getByRole('row').filter({ hasText: system });
  await expect(row.getByText('Alteração')).toBeVisible();
  await expectAccessible(clara, 'analista-fila-alteracao');
  await row.getByRole('link').first().click();
  await expect(clara.getByRole('heading', { level: 1 })).toContainText('Alteração');
  await clara.getByRole('button', { name: 'Assumir' }).first().click();
  const change = clara.getByRole('region', { name: 'IPs de origem' }).or(clara.locator('.what-changed'));
  await expect(change.getByText('200.130.5.0/24').first()).toBeVisible();
  await expect(change.getByText('200.130.77.0/24').first()).toBeVisible();
  await expectAccessible(clara, 'analista-alteracao');
  await new ReviewerScreens(clara).approve();

  await page.goto(`/credenciais/${credential?.id}`);
  await expect
    .poll(async () => (await seen()).credential, { timeout: 30_000 })
    .toEqual({ requesterIdentifier: before.requesterIdentifier, system: { ipRanges: ['200.130.77.0/24'] } });
  await page.goto(pathname);
  await expect(page.getByText('Alteração aprovada. A credencial já tem o conteúdo novo.')).toBeVisible();
  await expectAccessible(page, 'integrador-alteracao-aprovada');
});

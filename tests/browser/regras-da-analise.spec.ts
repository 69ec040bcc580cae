import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

// Of a portfolio that no other journey asks for: rules are everybody's.
test('a administração dá a um portfólio prazo em dias úteis e duas aprovações, quem integra o lê, e uma versão anterior volta', async ({
  integrator,
  reviewer,
}) => {
  const [ana, elis, gilda] = await Promise.all([integrator('ana'), reviewer('elis'), reviewer('gilda')]);
  await elis.goto('/administracao');
  await elis.getByRole('link', { name: 'Regras da análise' }).click();
  await elis.getByRole('button', { name: 'Prazo próprio de um portfólio' }).click();
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByText('Escolha o portfólio de cada prazo, ou remova a linha.')).toBeVisible();
  await elis.getByRole('combobox', { name: 'Portfólio', exact: true }).selectOption({ label: 'SIGTAP' });
  await elis.getByRole('combobox', { name: 'Ambiente de SIGTAP' }).selectOption({ label: 'Homologação' });
  await elis.getByRole('spinbutton', { name: 'Prazo de SIGTAP' }).fill('5');
  await elis.getByRole('combobox', { name: 'Unidade de SIGTAP' }).selectOption({ label: 'dias úteis' });
  const approvers = elis.getByRole('combobox', { name: 'Homologação de SIGTAP' });
  await approvers.selectOption({ label: 'Duas pessoas' });
  await elis.getByRole('button', { name: 'Acrescentar feriado' }).click();
  await elis.getByLabel('Data do feriado 1').fill('2027-02-09');
  await elis.getByRole('textbox', { name: 'Nome do feriado 1' }).fill('Carnaval');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  const history = elis.getByRole('list', { name: 'Versões publicadas' });
  await history
    .getByRole('button', { name: /^Ver o que mudou/ })
    .first()
    .click();
  await expect(history.getByText('SIGTAP, homologação: 5 dias úteis')).toBeVisible();
  await expect(history.getByText('SIGTAP, homologação: duas pessoas')).toBeVisible();
  await expectAccessible(elis, 'regras-da-analise');

  await ana.goto('/portfolios/sigtap');
  await expect(ana.getByText(/em até 5 dias úteis/)).toBeVisible();
  await expect(ana.getByText('Em homologação, a aprovação é de duas pessoas do Ministério da Saúde.')).toBeVisible();
  await gilda.goto('/administracao/regras');
  await expect(gilda.getByText('09/02/2027: Carnaval').first()).toBeVisible();
  await expect(gilda.getByRole('button', { name: 'Publicar' })).toHaveCount(0);
  await expectAccessible(gilda, 'regras-da-analise-leitura');

  await history.getByRole('button', { name: 'Voltar à versão 1' }).click();
  const goingBack = elis.getByRole('dialog', { name: 'Voltar à versão 1' });
  await expect(goingBack).toContainText('Retirado: SIGTAP, homologação: 5 dias úteis');
  await expectAccessible(elis, 'regras-voltar');
  await goingBack.getByRole('button', { name: 'Voltar à versão 1' }).click();
  await expect(history.getByText('(volta à versão 1)').first()).toBeVisible();
  await expect(elis.getByRole('combobox', { name: 'Unidade de SIGTAP' })).toHaveCount(0);
});

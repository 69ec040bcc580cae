import { completeDraft, ESTABLISHMENTS, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';

test('Ana deixa um IP com erro e acrescenta outra faixa com um só clique, embora o erro empurre o botão', async ({
  integrator,
}) => {
  const ana = await integrator('ana');
  const { id } = await completeDraft(ana, { system: uniqueName('Clique'), cnes: ESTABLISHMENTS.mutirao });
  const form = new IntegratorScreens(ana);
  await ana.goto(`/solicitacoes/${id}/editar?etapa=operacao`);
  await form.field('IP ou faixa 1').fill('10.0.0.1');
  await form.button('Adicionar faixa de IP').click();
  await expect(form.field('IP ou faixa 2')).toBeFocused();
  await expect(form.field('IP ou faixa 1')).toHaveAccessibleDescription(/público/);
});

import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, productionSubmitted, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';

const cnes = ESTABLISHMENTS.mutirao;

test('a página de testes de outra pessoa, de produção e de uma credencial suspensa diz o que se pode fazer', async ({
  integrator,
  reviewer,
}) => {
  const [page, bruno, clara] = [await integrator('ana'), await integrator('bruno'), await reviewer('clara')];
  const { credential } = await approve(clara, await submitted(page, { system: uniqueName('Suspensa'), cnes }));
  const address = `/credenciais/${credential?.id}/testes`;

  await bruno.goto(address);
  await expect(bruno.getByRole('heading', { level: 1, name: 'Página não encontrada' })).toBeVisible();

  // Three are enough; the fourth click says so.
  await page.goto(address);
  for (let drawn = 0; drawn < 3; drawn++) {
    await page.getByRole('button', { name: /^Gerar (outro )?certificado de teste$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Certificado de teste gerado' });
    await dialog.getByRole('button', { name: 'Concluir' }).click();
    await dialog.getByRole('button', { name: 'Sair sem baixar' }).click();
    await expect(page.getByRole('row', { name: /Válido até/ })).toHaveCount(drawn + 1);
  }
  await page.getByRole('button', { name: 'Gerar outro certificado de teste' }).click();
  await expect(page.getByRole('region', { name: 'Certificado de teste' }).getByRole('alert')).toContainText(
    'já tem 3 certificados de teste válidos',
  );
  await expectAccessible(page, 'integrador-testes-demais');

  await graph(
    page,
    `mutation ($id: ID!) { suspendCredential(id: $id, reason: "Troca do servidor") { credential { id } problems { message } } }`,
    { id: credential?.id },
  );
  await expect(page.getByText('Só uma credencial ativa recebe certificados de teste')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Gerar/ })).toHaveCount(0);

  const production = await approve(
    clara,
    await productionSubmitted(page, clara, { system: uniqueName('Produzida'), cnes }),
  );
  await page.goto(`/credenciais/${production.credential?.id}/testes`);
  await expect(page.getByText('Esta credencial é de produção.')).toBeVisible();
  await expectAccessible(page, 'integrador-testes-producao');
});

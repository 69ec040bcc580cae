import { expectAccessible } from './accessible.ts';
import { ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

test('a administração publica um modelo, e a analista responde com ele', async ({ integrator, reviewer }) => {
  const [ana, elis, clara] = await Promise.all([integrator('ana'), reviewer('elis'), reviewer('clara')]);
  const request = await submitted(ana, { system: uniqueName('Modelo'), cnes: ESTABLISHMENTS.altoDoCruzeiro });
  const name = uniqueName('Falta o laudo');

  await elis.goto('/administracao/modelos/novo');
  await elis.getByRole('textbox', { name: 'Nome do modelo' }).fill(name);
  const text = elis.getByRole('textbox', { name: 'Texto' });
  await text.fill('Falta o laudo da {{solicitacao}}');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByText('A variável {{solicitacao}} não existe.')).toBeVisible();
  await text.fill('Falta o laudo da solicitação ');
  await elis.getByRole('button', { name: 'Protocolo' }).click();
  await expect(text).toHaveValue('Falta o laudo da solicitação {{protocol}}');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(elis.getByText('Em uso', { exact: true })).toBeVisible();
  await expectAccessible(elis, 'modelo-de-resposta');

  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  await desk.bar.getByRole('button', { name: 'Assumir' }).click();
  await desk.bar.getByRole('button', { name: 'Solicitar ajustes' }).click();
  const words = clara.getByRole('textbox', { name: 'O que o integrador precisa saber' });
  await words.fill('Bom dia. ');
  await words.press('Control+.');
  const choices = clara.getByRole('dialog', { name: 'Modelos de resposta' });
  await choices.getByRole('textbox', { name: 'Procurar' }).fill(name);
  await expect(choices.getByRole('listitem')).toHaveCount(1);
  await expectAccessible(clara, 'usar-modelo');
  await clara.keyboard.press('Enter');
  await expect(words).toBeFocused();
  const filled = `Falta o laudo da solicitação ${request.protocol}`;
  await expect(words).toHaveValue(`Bom dia. ${filled}`);
  await words.press('Control+z');
  await expect(words).toHaveValue('Bom dia. ');
  // Put away, the list leaves the decision as it was.
  await words.press('Control+.');
  await clara.keyboard.press('Escape');
  await expect(words).toBeFocused();
});

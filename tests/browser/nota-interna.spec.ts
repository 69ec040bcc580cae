import { expectAccessible } from './accessible.ts';
import { claim, ESTABLISHMENTS, productionSubmitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { keepScreenshot } from './screenshots.ts';

const cnes = ESTABLISHMENTS.jardimBrasilia;
const INTERNAL = 'Conferir com a equipe da RNDS.';
const NOTE = 'Falta o retorno do validador.';

test('a nota interna fica entre analistas; a observação chega a quem pediu com a decisão, e não antes', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  // From now on colleagues find him.
  await davi.goto('/');
  const request = await productionSubmitted(ana, clara, { system: uniqueName('Notas'), cnes });
  await claim(clara, request);
  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  await desk.mark(/^O documento/, 'Com dúvida');
  const item = await desk.annotate(/^O documento/);
  const fields: Record<string, string> = { 'Nota interna': INTERNAL, 'Observação para o solicitante': NOTE };
  for (const [label, text] of Object.entries(fields)) {
    const field = item.getByLabel(label);
    await field.fill(text);
    await field.blur();
    await desk.kept(/^O documento/);
  }
  // An @ offers who may read the note; it is kept as theirs, and read by name.
  const note = item.getByLabel('Nota interna');
  await note.press('End');
  await note.pressSequentially(' Veja, @da');
  const offered = item.getByRole('listbox', { name: 'Colegas' }).getByRole('option');
  await expect(offered).toHaveText(['Davi Rocha']);
  await expect(note).toHaveAttribute('aria-activedescendant', (await offered.getAttribute('id')) ?? '');
  await expectAccessible(clara, 'mencao-lista');
  await note.press('Enter');
  await expect(note).toHaveValue(`${INTERNAL} Veja, @Davi Rocha `);
  await note.press('Tab');
  await desk.kept(/^O documento/);
  fields['Nota interna'] = `${INTERNAL} Veja, @Davi Rocha`;
  await davi.getByRole('button', { name: /^Avisos/ }).click();
  await davi
    .getByRole('link', { name: `Mencionaram você em uma nota interna da solicitação ${request.protocol}.` })
    .click();
  const mentioned = davi.getByRole('listitem').filter({ hasText: 'Nota interna:' });
  await expect(mentioned).toContainText(`${INTERNAL} Veja, @Davi Rocha`);
  await expect(mentioned).toBeFocused();
  await keepScreenshot(davi, 'mencao-lida');

  await clara.reload();
  for (const [label, text] of Object.entries(fields)) await expect(item.getByLabel(label)).toHaveValue(text);
  // Who takes it over is told whose mark it is.
  await expect(item.getByText(/^Marcado por Clara Nunes em \d/)).toBeVisible();
  await keepScreenshot(clara, 'nota-interna-analista');

  await ana.goto(`/solicitacoes/${request.id}`);
  await expect(ana.getByRole('heading', { name: 'O que foi enviado' })).toBeVisible();
  for (const text of [INTERNAL, NOTE, 'Com dúvida']) await expect(ana.getByText(text)).toHaveCount(0);

  const form = await desk.openDecision('Não aprovar');
  await desk.giveReason(form, {
    code: 'Evidência insuficiente',
    about: '',
    text: 'Refaça os testes com o validador.',
  });
  await desk.confirm(form);
  const result = ana.getByRole('region', { name: 'Resultado da análise por requisito' });
  await expect(result.getByText('Resultado da análise: Com dúvida')).toBeVisible();
  await expect(result.getByText(`Observação da análise: ${NOTE}`)).toBeVisible();
  await expect(ana.getByText(INTERNAL)).toHaveCount(0);
  await keepScreenshot(ana, 'nota-interna-solicitante');
});

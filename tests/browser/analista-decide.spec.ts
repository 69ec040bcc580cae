import { expectAccessible } from './accessible.ts';
import {
  attach,
  claim,
  ESTABLISHMENTS,
  productionDraft,
  productionSubmitted,
  submit,
  submitted,
  uniqueName,
} from './arrange.ts';
import { pdfFile, scannedPdf } from './files.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.altoDoCruzeiro;

test('a recusa chega a quem pediu como foi escrita, e Clara segue para a próxima da fila', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Recusa');
  const first = await submitted(ana, { system: `${mark} um`, cnes });
  const second = await submitted(ana, { system: `${mark} dois`, cnes });
  await ana.goto(`/solicitacoes/${first.id}`);
  await clara.goto(`/?aba=sem-responsavel&busca=${encodeURIComponent(mark)}`);
  const desk = new ReviewerScreens(clara);
  await desk.claim(first.protocol);

  const form = await desk.openDecision('Não aprovar');
  await form.getByRole('button', { name: 'Não aprovar' }).click();
  await expect(form.getByText('Há 2 campos para corrigir')).toBeVisible();
  await desk.giveReason(form, {
    code: 'Serviço não adequado ao sistema',
    about: 'Operação: Serviços',
    text: 'O sistema não atende em laboratório.',
  });
  const preview = form.getByRole('region', { name: 'Como o integrador vai ler' });
  await expect(preview).toContainText(
    'Serviços: Serviço não adequado ao sistema. O sistema não atende em laboratório.',
  );
  await desk.confirm(form);
  await expect(clara.getByText(`Solicitação ${first.protocol} não aprovada`)).toBeVisible();
  await new IntegratorScreens(ana).expectState('Não aprovada');
  await expect(ana.getByText('O sistema não atende em laboratório.').first()).toBeVisible();

  await desk.bar.getByRole('button', { name: 'Próxima' }).click();
  await expect(clara.getByRole('heading', { level: 1, name: `Solicitação ${second.protocol}` })).toBeFocused();
  await expect(clara).toHaveURL(/aba=sem-responsavel&busca=/);
});

test('as evidências são lidas na página: texto do PDF, teclas, marcas guardadas como são feitas', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await productionSubmitted(ana, clara, { system: uniqueName('Leitura'), cnes });
  await claim(clara, request);
  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  const viewer = clara.getByRole('region', { name: 'Evidências', exact: true });
  await expect(viewer.getByText('Bundle enviado em homologação')).toBeVisible();
  await expect(viewer.getByText('conferido pelo conteúdo')).toBeVisible();

  await viewer.getByRole('region', { name: /^Arquivo bundle\.pdf/ }).focus();
  await clara.keyboard.press('PageDown');
  await expect(viewer.getByText('Resposta da RNDS')).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Próxima página' })).toHaveAttribute('aria-disabled', 'true');
  await clara.keyboard.press('+');
  await expect(viewer.getByText('125%')).toBeVisible();
  await clara.keyboard.press('r');
  await expect(viewer.locator('[data-main-rotation="90"]')).toBeAttached();

  const downloading = clara.waitForEvent('download');
  await viewer.getByRole('link', { name: 'Baixar' }).click();
  expect((await downloading).suggestedFilename()).toBe('bundle.pdf');

  await desk.mark(/^O documento/, 'Com dúvida');
  const item = await desk.annotate(/^O documento/);
  const note = item.getByLabel('Observação para o solicitante');
  await note.fill('A página 2 está cortada.');
  await note.blur();
  await desk.kept(/^O documento/);
  await clara.reload();
  await expect(
    clara.getByRole('group', { name: /^O documento/ }).getByRole('radio', { name: 'Com dúvida' }),
  ).toBeChecked();
  await expect(item.getByLabel('Observação para o solicitante')).toHaveValue('A página 2 está cortada.');
});

test('uma página digitalizada aparece, com o decodificador que vem da nossa própria origem', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const draft = await productionDraft(ana, clara, { system: uniqueName('Digitalizada'), cnes });
  await attach(ana, draft.id, 'digitalizada.pdf', await scannedPdf());
  await submit(ana, draft);
  const decoder = clara.waitForResponse(/\/reviewer\/pdf\/decoders\/jbig2/);
  await clara.goto(`/solicitacoes/${draft.id}`);
  expect((await decoder).status()).toBe(200);
  const canvas = clara.locator('.evidence-sheet canvas');
  const middle = () =>
    canvas.evaluate((element) => {
      const drawn = element as unknown as Drawn;
      return [...drawn.getContext('2d').getImageData(drawn.width / 2, drawn.height / 2, 1, 1).data];
    });
  await expect.poll(middle).toEqual([0, 0, 0, 255]);
});

test('um reenvio abre no que mudou, com as marcas que continuam valendo', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const draft = await productionDraft(ana, clara, { system: uniqueName('Reenvio'), cnes });
  await attach(ana, draft.id, 'primeira.pdf', await pdfFile(['Primeira evidência']));
  await claim(clara, await submit(ana, draft));
  await clara.goto(`/solicitacoes/${draft.id}`);
  const desk = new ReviewerScreens(clara);
  await desk.requestChanges({ code: 'Evidência insuficiente', text: 'Falta a resposta da RNDS.' });

  await ana.goto(`/solicitacoes/${draft.id}/evidencias`);
  const screens = new IntegratorScreens(ana);
  await ana.getByRole('button', { name: 'Remover primeira.pdf' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Remover' }).click();
  await screens.attach({ name: 'segunda.pdf', buffer: await pdfFile(['Segunda evidência']) });
  await screens.send();

  await desk.bar.getByRole('button', { name: 'Assumir' }).click();
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
  await clara.getByRole('tab', { name: 'O que mudou' }).click();
  const changed = clara.getByRole('tabpanel');
  await expect(changed).toContainText('Falta a resposta da RNDS.');
  await expect(changed.getByRole('deletion')).toHaveText('Retirado: primeira.pdf');
  await expect(changed.getByRole('insertion')).toHaveText('Novo: segunda.pdf');
  await expectAccessible(clara, 'analista-o-que-mudou');
  await changed.getByRole('button', { name: 'Ver segunda.pdf' }).click();
  await expect(clara.getByRole('region', { name: 'Arquivo segunda.pdf' })).toBeFocused();
});

/** What a test needs of a canvas: tests know no DOM. */
interface Drawn {
  width: number;
  height: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}

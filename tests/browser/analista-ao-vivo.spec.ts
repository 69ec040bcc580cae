import { ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.altoDoCruzeiro;

test('novas solicitações são anunciadas e só entram na fila quando se pede', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Fila viva');
  const first = await submitted(ana, { system: `${mark} um`, cnes });
  await clara.goto(`/?busca=${encodeURIComponent(mark)}`);
  const queue = new ReviewerScreens(clara);
  await expect(queue.row(first.protocol)).toBeVisible();

  const second = await submitted(ana, { system: `${mark} dois`, cnes });
  await expect(clara.getByRole('button', { name: '1 nova solicitação: atualizar' })).toBeVisible();
  const third = await submitted(ana, { system: `${mark} três`, cnes });
  await expect(clara.getByRole('button', { name: '2 novas solicitações: atualizar' })).toBeVisible();
  await expect(queue.row(second.protocol)).toHaveCount(0);

  await queue.update();
  const rows = clara.getByRole('rowheader');
  await expect(rows).toHaveText([first, second, third].map(({ protocol }) => protocol));
  await expect(clara.getByRole('button', { name: /atualizar$/ })).toHaveCount(0);
});

test('dois analistas assumem ao mesmo tempo: um fica com a análise, o outro lê com quem ela está', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  const mark = uniqueName('Disputa');
  const { protocol } = await submitted(ana, { system: mark, cnes });
  const buttons = [clara, davi].map((page) =>
    new ReviewerScreens(page).row(protocol).getByRole('button', { name: /^Assumir/ }),
  );
  for (const page of [clara, davi]) {
    // Without the live line neither is told of the other before the press.
    await page.routeWebSocket(/\/graphql$/, () => {});
    await page.goto(`/?busca=${encodeURIComponent(mark)}`);
  }
  for (const button of buttons) await expect(button).toBeVisible();

  await Promise.all(buttons.map((button) => button.click()));
  const reading = [clara, davi].map((page) =>
    page
      .getByRole('heading', { name: `Solicitação ${protocol}` })
      .waitFor()
      .then(() => page),
  );
  const winner = await Promise.race(reading);
  const loser = winner === clara ? davi : clara;
  const name = winner === clara ? 'Clara Nunes' : 'Davi Rocha';
  await expect(loser.getByText(`A solicitação ${protocol} já está com ${name}.`).first()).toBeVisible();
  await expect(new ReviewerScreens(loser).row(protocol)).toContainText(name);
  await expect(new ReviewerScreens(loser).row(protocol).getByRole('button')).toHaveCount(0);
  await expect(new ReviewerScreens(loser).row(protocol).getByRole('link')).toBeFocused();
});

test('quem tem a análise a devolve; a administração devolve a de qualquer um e não decide', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const mark = uniqueName('Devolução');
  const { id, protocol } = await submitted(ana, { system: mark, cnes });
  const queue = new ReviewerScreens(clara);
  await clara.goto(`/?busca=${encodeURIComponent(mark)}`);
  await queue.claim(protocol);

  await elis.goto(`/solicitacoes/${id}`);
  const bar = new ReviewerScreens(elis).bar;
  await expect(elis.getByText('Com Clara Nunes', { exact: true })).toBeVisible();
  await expect(bar.getByRole('button', { name: 'Devolver à fila' })).toBeVisible();
  await expect(bar.getByRole('button', { name: /Aprovar|ajustes|Assumir|Próxima|Pular/ })).toHaveCount(0);
  await bar.getByRole('button', { name: 'Devolver à fila' }).click();
  await expect(elis.getByText('Antes com Clara Nunes')).toBeVisible();

  await expect(clara.getByText('Devolvida à fila de análise por Elis Prado.')).toBeVisible();
  await queue.bar.getByRole('button', { name: 'Assumir' }).click();
  await expect(queue.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeFocused();
  await queue.bar.getByRole('button', { name: 'Devolver à fila' }).click();
  await expect(queue.bar.getByRole('button', { name: 'Assumir' })).toBeFocused();
  await expect(queue.bar.getByRole('button', { name: /Aprovar|ajustes|Devolver/ })).toHaveCount(0);
});

test('a aba e os filtros da fila ficam no endereço e voltam com ele', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Filtros');
  const { protocol } = await submitted(ana, { system: mark, cnes });
  const queue = new ReviewerScreens(clara);

  await queue.search(mark);
  await clara.getByRole('tab', { name: 'Sem responsável' }).click();
  await clara.getByRole('combobox', { name: 'Ambiente' }).selectOption('Homologação');
  // Of the list with these filters: the request stood in the one before, too.
  const link = queue.row(protocol).getByRole('link');
  await expect(link).toHaveAttribute('href', /aba=sem-responsavel&ambiente=homologacao&busca=/);
  await link.click();
  await expect(clara.getByRole('heading', { level: 1, name: `Solicitação ${protocol}` })).toBeVisible();

  await clara.getByRole('navigation', { name: 'Você está aqui' }).getByRole('link', { name: 'Fila' }).click();
  await expect(clara.getByRole('tab', { name: 'Sem responsável' })).toHaveAttribute('aria-selected', 'true');
  await expect(clara.getByRole('combobox', { name: 'Ambiente' })).toHaveValue('homologacao');
  await expect(queue.row(protocol)).toBeVisible();
  await clara.reload();
  await expect(queue.row(protocol)).toBeVisible();
  await clara.getByRole('combobox', { name: 'Ambiente' }).selectOption('Produção');
  await expect(clara.getByText('Nenhuma solicitação com estes filtros')).toBeVisible();
});

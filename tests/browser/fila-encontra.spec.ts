import { expectAccessible, violations } from './accessible.ts';
import { cancel, claim, ESTABLISHMENTS, requestChanges, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { keepScreenshot } from './screenshots.ts';
import { tick } from './tick.ts';

const cnes = ESTABLISHMENTS.mutirao;
const MANY = 13;

test('quem analisa vê doze solicitações de uma vez, escolhe colunas e ordem e volta à mesma linha', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Manhã');
  const made: string[] = [];
  for (let count = 0; count < MANY; count++)
    made.push((await submitted(ana, { system: `${mark} ${count}`, cnes })).protocol);
  const queue = new ReviewerScreens(clara);
  await clara.setViewportSize({ width: 1440, height: 900 });
  await queue.search(mark);
  const rows = clara.getByRole('rowheader');
  await expect(rows).toHaveText(made);
  await expect(clara.getByRole('tab', { name: `Todas , ${MANY}` })).toBeVisible();
  await expect(clara.getByRole('tab', { name: 'Minhas , 0' })).toBeVisible();
  const twelfth = await queue.row(made[11] ?? '').boundingBox();
  expect((twelfth?.y ?? 900) + (twelfth?.height ?? 0)).toBeLessThanOrEqual(900);
  await keepScreenshot(clara, 'fila-larga');

  await clara.getByRole('button', { name: 'Colunas' }).click();
  for (const column of ['Solicitante', 'Arquivos', 'Enviada em']) {
    await tick(clara.getByRole('checkbox', { name: column }));
  }
  expect(await violations(clara)).toEqual([]);
  await keepScreenshot(clara, 'fila-colunas');
  await clara.keyboard.press('Escape');
  await expect(clara.getByRole('button', { name: 'Colunas' })).toBeFocused();
  await expect(queue.row(made[0] ?? '')).toContainText('Ana Souza');
  await clara.reload();
  await expect(queue.row(made[0] ?? '')).toContainText('Ana Souza');

  await clara.getByRole('button', { name: 'Enviada em' }).click();
  await expect(clara.getByRole('columnheader', { name: 'Enviada em' })).toHaveAttribute('aria-sort', 'ascending');
  await clara.getByRole('button', { name: 'Enviada em' }).click();
  await expect(clara.getByRole('columnheader', { name: 'Enviada em' })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows).toHaveText(made.toReversed());

  const last = queue.row(made[0] ?? '').getByRole('link');
  await last.click();
  await expect(clara.getByRole('heading', { level: 1, name: `Solicitação ${made[0]}` })).toBeVisible();
  await clara.goBack();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
});

test('uma visão da fila guarda abas, filtros e ordem com um nome', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Visão');
  const { protocol } = await submitted(ana, { system: mark, cnes });
  const queue = new ReviewerScreens(clara);
  await queue.search(mark);
  await clara.getByLabel('UF').selectOption('Paraíba');
  await expect(queue.row(protocol)).toBeVisible();
  await clara.getByRole('button', { name: 'Mais filtros' }).click();
  await clara.getByLabel('Situação').selectOption('Em análise');
  await expect(clara.getByText('Nenhuma solicitação com estes filtros')).toBeVisible();
  await clara.getByLabel('Situação').selectOption('Enviada');
  await clara.getByLabel('Ordem').selectOption('Envio: a mais nova primeiro');
  expect(await violations(clara)).toEqual([]);
  await clara.keyboard.press('Escape');
  await expect(clara.getByRole('button', { name: 'Mais filtros (2)' })).toBeFocused();

  await clara.getByRole('button', { name: 'Visões' }).click();
  await clara.getByRole('button', { name: 'Guardar esta visão' }).click();
  await expect(clara.getByText('Dê um nome à visão.')).toBeVisible();
  await clara.getByLabel('Nome da visão').fill('Paraíba, novas');
  await clara.getByLabel('Nome da visão').press('Enter');
  expect(await violations(clara)).toEqual([]);
  await keepScreenshot(clara, 'fila-visoes');

  await clara.goto('/');
  await clara.getByRole('button', { name: 'Visões' }).click();
  await clara.getByRole('button', { name: 'Paraíba, novas', exact: true }).click();
  await expect(clara).toHaveURL(/uf=PB&busca=.+&situacao=enviadas&ordem=envio-recente/);
  await expect(queue.row(protocol)).toBeVisible();
  await clara.getByRole('button', { name: 'Excluir a visão Paraíba, novas' }).click();
  await expect(clara.getByText('As visões que guardar ficam aqui.')).toBeVisible();
  await clara.getByRole('button', { name: 'Desfazer' }).click();
  await expect(clara.getByRole('button', { name: 'Excluir a visão Paraíba, novas' })).toBeVisible();

  await expectAccessible(clara, 'fila-visao');
});

test('a busca do cabeçalho encontra em qualquer situação, também pelo nome de quem pediu', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Busca');
  const waiting = await submitted(ana, { system: `${mark} na fila`, cnes });
  const changes = await requestChanges(
    clara,
    await claim(clara, await submitted(ana, { system: `${mark} ajustes`, cnes })),
  );
  const cancelled = await cancel(ana, await submitted(ana, { system: `${mark} cancelada`, cnes }));
  const queue = new ReviewerScreens(clara);
  const field = clara.getByRole('combobox', { name: 'Buscar solicitações' });
  await field.fill(`ana souza ${mark}`);
  const suggested = clara.getByRole('group', { name: 'Solicitações' }).getByRole('option');
  await expect(suggested).toHaveText([cancelled, changes, waiting].map(({ protocol }) => new RegExp(`^${protocol}`)));
  await expect(suggested.first()).toContainText('Cancelada');
  await field.press('Enter');
  await expect(clara.getByRole('heading', { level: 1, name: 'Todas as solicitações' })).toBeVisible();
  await expect(clara.getByRole('rowheader')).toHaveText([cancelled, changes, waiting].map(({ protocol }) => protocol));
  await expect(queue.row(cancelled.protocol)).toContainText('Cancelada');
  await expect(queue.row(changes.protocol)).toContainText('Ajustes solicitados');
  await clara.getByLabel('Situação').selectOption('Cancelada');
  await expect(clara.getByRole('rowheader')).toHaveText([cancelled.protocol]);
  await expectAccessible(clara, 'todas-as-solicitacoes');
  await queue.searchField.fill('ninguém com este nome');
  await queue.searchField.press('Enter');
  await expect(clara.getByText('Nenhuma solicitação encontrada')).toBeVisible();
});

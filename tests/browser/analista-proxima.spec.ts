import { claim, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.mutirao;

test('Pular abre a seguinte sem assumir; Próxima assume e abre, e segue adiante quando outra pessoa foi mais rápida', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  const mark = uniqueName('Seguir');
  const requests = [];
  for (const name of ['um', 'dois', 'três', 'quatro']) {
    requests.push(await submitted(ana, { system: `${mark} ${name}`, cnes }));
  }
  const [one, two, three, four] = requests as [Sent, Sent, Sent, Sent];
  const desk = new ReviewerScreens(clara);
  const heading = (request: Sent) => clara.getByRole('heading', { level: 1, name: `Solicitação ${request.protocol}` });
  await clara.goto(`/solicitacoes/${one.id}?busca=${encodeURIComponent(mark)}`);

  await desk.bar.getByRole('button', { name: 'Pular' }).click();
  await expect(heading(two)).toBeFocused();
  await expect(desk.bar.getByRole('button', { name: 'Assumir' })).toBeVisible();

  // Davi takes the next in the moment in which Clara asks for it.
  await clara.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(three.id)) return route.fallback();
    await claim(davi, three).catch(() => {});
    return route.fallback();
  });
  await desk.bar.getByRole('button', { name: 'Próxima' }).click();
  await expect(heading(four)).toBeFocused();
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
  await clara.unroute('**/graphql');

  // What was passed over comes up again once nothing else is left.
  await desk.bar.getByRole('button', { name: 'Próxima' }).click();
  await expect(heading(one)).toBeFocused();
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
  await expect(clara).toHaveURL(/busca=/);
});

type Sent = Awaited<ReturnType<typeof submitted>>;

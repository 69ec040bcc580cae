import { approve, ESTABLISHMENTS, productionSubmitted, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';

const cnes = ESTABLISHMENTS.jardimBrasilia;

test('Bruno não vê a solicitação, a evidência nem a credencial de Ana', async ({ integrator, reviewer }) => {
  const [ana, bruno, clara] = await Promise.all([integrator('ana'), integrator('bruno'), reviewer('clara')]);
  const system = uniqueName('De Ana');
  const request = await productionSubmitted(ana, clara, { system, cnes });
  const { accessRequest } = await graph<{ accessRequest: { evidence: { downloadUrl: string }[] } }>(
    ana,
    'query ($id: ID!) { accessRequest(id: $id) { evidence { downloadUrl } } }',
    { id: request.id },
  );
  const url = String(accessRequest.evidence[0]?.downloadUrl);
  expect((await ana.request.get(url)).status()).toBe(200);
  expect((await bruno.request.get(url)).status()).toBe(404);

  for (const page of ['', '/editar', '/evidencias']) {
    await bruno.goto(`/solicitacoes/${request.id}${page}`);
    await expect(bruno.getByText(/Não encontramos esta solicitação\. Ela pode ser de outra equipe/)).toBeVisible();
  }
  await bruno.goto('/solicitacoes');
  await expect(bruno.getByRole('heading', { level: 1, name: 'Solicitações' })).toBeVisible();
  await expect(bruno.getByText(request.protocol)).toHaveCount(0);
  await bruno.goto('/credenciais');
  await expect(bruno.getByRole('tab', { name: /^Homologação/ })).toBeVisible();
  await expect(bruno.getByText(system)).toHaveCount(0);
});

test('duas pessoas com a página aberta: cada uma recebe só o que é seu', async ({ integrator, reviewer }) => {
  const [ana, bruno, clara] = await Promise.all([integrator('ana'), integrator('bruno'), reviewer('clara')]);
  const [ofAna, ofBruno] = await Promise.all([
    submitted(ana, { system: uniqueName('Só de Ana'), cnes }),
    submitted(bruno, { system: uniqueName('Só de Bruno'), cnes }),
  ]);
  await ana.goto('/solicitacoes');
  await bruno.goto('/solicitacoes');
  const row = (page: typeof ana, protocol: string) => page.getByRole('row').filter({ hasText: protocol });
  await expect(row(ana, ofAna.protocol)).toContainText('Enviada');
  await expect(row(bruno, ofBruno.protocol)).toContainText('Enviada');
  await Promise.all([approve(clara, ofAna), approve(clara, ofBruno)]);
  await expect(row(ana, ofAna.protocol)).toContainText('Aprovada');
  await expect(row(bruno, ofBruno.protocol)).toContainText('Aprovada');
  await expect(row(ana, ofBruno.protocol)).toHaveCount(0);
  await expect(row(bruno, ofAna.protocol)).toHaveCount(0);
});

test('a área dos analistas não se abre para Bruno, e a porta dos integradores não serve os arquivos dela', async ({
  integrator,
  reviewer,
}) => {
  const [inside, outside] = await Promise.all([reviewer('bruno'), integrator('bruno')]);
  await expect(inside.getByRole('heading', { level: 1, name: 'Você não tem acesso a esta página' })).toBeVisible();
  await expect(inside.getByText(/a conta de Bruno Lima não está entre eles/)).toBeVisible();
  expect((await inside.request.get('/reviewer/mf-manifest.json')).status()).toBe(403);
  expect((await outside.request.get('/reviewer/mf-manifest.json')).status()).toBe(404);
});

import { issueECpf } from '@portal/certificates';
import { expectAccessible } from './accessible.ts';
import { anyCpf, approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';

test('Ana troca o certificado da credencial pelo novo do mesmo titular; o de outro titular é recusado com o que fazer, e o que mudou enquanto isso ela vê antes', async ({
  integrator,
  reviewer,
}) => {
  const [page, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const ana = new IntegratorScreens(page);
  const [system, cpf] = [uniqueName('Troca'), anyCpf()];
  await approve(clara, await submitted(page, { system, cnes: ESTABLISHMENTS.romuloRocha, cpf }));
  await page.goto('/credenciais');
  await ana.openCredential(system);
  const before = await page.locator('.fingerprint').textContent();

  await ana.button('Trocar certificado').click();
  const dialog = page.getByRole('dialog', { name: /^Trocar o certificado da credencial/ });
  const change = dialog.getByRole('button', { name: 'Trocar certificado' });
  await change.click();
  await expect(dialog.getByText('Escolha o arquivo do certificado novo.')).toBeVisible();
  const choose = async (of: string) => {
    const { pem } = await issueECpf({ name: 'Maria Lima', cpf: of, key: 'EC-256' });
    const file = { name: 'novo.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(pem) };
    await dialog.locator('input[type="file"]').setInputFiles(file);
    await expect(dialog.getByText('Certificado novo lido.')).toBeVisible();
  };
  await choose(anyCpf());
  await dialog.getByLabel('Por quantos dias').fill('31');
  await change.click();
  await expect(dialog.getByText('Informe de 0 a 30 dias.')).toBeVisible();
  await dialog.getByLabel('Por quantos dias').fill('10');
  await expect(dialog.getByText(/^O atual continua valendo até /)).toBeVisible();
  await change.click();
  await expect(dialog.getByText('Para trocar de titular, altere a credencial.')).toBeVisible();
  await expectAccessible(page, 'integrador-trocar-certificado');

  await choose(cpf);
  await change.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/^O certificado anterior ainda vale até /)).toContainText(before ?? '');
  await expect(page.locator('.fingerprint').first()).not.toHaveText(before ?? '');
  await expectAccessible(page, 'integrador-certificado-trocado');

  // Uma colega troca enquanto o diálogo está aberto: o que ela pôs não é trocado sem ser visto.
  await ana.button('Trocar certificado').click();
  await choose(cpf);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const { credential } = await graph<{ credential: { certificate: { sha256: string } } }>(
    page,
    'query ($id: ID!) { credential(id: $id) { certificate { sha256 } } }',
    { id },
  );
  const { pem } = await issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256' });
  const { changed } = await graph<{ changed: { problems: object[] } }>(
    page,
    `mutation ($id: ID!, $pem: String!, $sha: String!) {
      changed: changeCredentialCertificate(id: $id, certificatePem: $pem, currentSha256: $sha) { problems { message } } }`,
    { id, pem, sha: credential.certificate.sha256 },
  );
  expect(changed.problems).toEqual([]);
  await expect(dialog.getByText('acaba de ser trocado')).toBeVisible();
  await expect(change).toHaveCount(0);
  await expectAccessible(page, 'integrador-certificado-trocado-por-outra');
});

import { issueECnpj, toPfx } from '@portal/certificates';
import { anyCpf, ESTABLISHMENTS, uniqueName } from './arrange.ts';
import { pdfFile, pngFile } from './files.ts';
import { expect, notReloaded, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { tick } from './tick.ts';

test('os seis passos, do portfólio à credencial de produção, sem recarregar página nenhuma', async ({
  integrator,
  reviewer,
}) => {
  const [anaPage, claraPage, daviPage] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  const sameAsBefore = await Promise.all([anaPage, claraPage, daviPage].map(notReloaded));
  const [ana, clara, davi] = [
    new IntegratorScreens(anaPage),
    new ReviewerScreens(claraPage),
    new ReviewerScreens(daviPage),
  ];
  // The others' requests stay out of sight, so that what is announced is Ana's.
  for (const analyst of [clara, davi]) await analyst.search('romulo rocha');
  const system = uniqueName('Laboratório');
  const password = 'senha do arquivo';
  const issued = await issueECnpj({ cnpj: '11222333000181', companyName: 'Laboratório Rômulo Rocha' });

  const protocol = await test.step('1 e 2. Ana escolhe o portfólio e pede acesso à homologação', async () => {
    await ana.begin(/^RNDS/, [/^Token de acesso/, /Resultado de Exame Laboratorial/]);
    await ana.fill({
      cnes: ESTABLISHMENTS.romuloRocha,
      managerName: 'Maria Lima',
      managerCpf: anyCpf(),
      system,
      ip: '200.130.7.0/24',
      certificate: { name: 'laboratorio.pfx', buffer: toPfx(issued, { password, cipher: '3DES' }), password },
    });
    return ana.send();
  });

  await test.step('3. Clara pede ajustes; a página aberta de Ana mostra onde', async () => {
    await clara.update();
    await clara.claim(protocol);
    await ana.expectState('Em análise');
    await clara.requestChanges({
      code: 'IP de origem sem justificativa',
      about: 'Operação: IPs de origem',
      text: 'Informe só os IPs de saída do laboratório.',
    });
    await ana.expectState('Ajustes solicitados');
    await expect(anaPage.getByText('Informe só os IPs de saída do laboratório.').first()).toBeVisible();
  });

  await test.step('Ana ajusta e envia de novo', async () => {
    await anaPage.getByRole('link', { name: 'Editar', exact: true }).click();
    await anaPage.getByRole('heading', { level: 2, name: 'Responsável' }).waitFor();
    await ana.advance('Sistema');
    await ana.advance('Operação');
    await expect(anaPage.getByText('Informe só os IPs de saída do laboratório.')).toBeVisible();
    await ana.field('IP ou faixa 1').fill('200.130.7.42');
    await ana.advance('Finalização');
    await ana.saved();
    expect(await ana.send()).toBe(protocol);
  });

  await test.step('Clara lê o que mudou, aceita o aviso do certificado e aprova', async () => {
    await claraPage.getByRole('navigation', { name: 'Você está aqui' }).getByRole('link', { name: 'Fila' }).click();
    await expect(clara.row(protocol)).toContainText('2ª vez');
    await clara.claim(protocol);
    await expect(claraPage.getByRole('tab', { name: 'O que mudou' })).toHaveAttribute('aria-selected', 'true');
    const changed = claraPage.getByRole('tabpanel');
    await expect(changed.getByRole('deletion')).toHaveText('Retirado: 200.130.7.0/24');
    await expect(changed.getByRole('insertion')).toHaveText('Novo: 200.130.7.42/32');
    await clara.approve();
    await ana.expectState('Aprovada');
  });

  await test.step('4. Ana gera o segredo, anexa as evidências e pede acesso à produção', async () => {
    await ana.menu('Gerenciar Credenciais');
    await ana.openCredential(system);
    await ana.button('Gerar segredo').click();
    await expect(anaPage.getByRole('dialog').locator('code')).not.toBeEmpty();
    await anaPage.getByRole('button', { name: 'Já guardei' }).click();
    await ana.button('Solicitar acesso ao ambiente de produção').click();
    await ana.attach(
      { name: 'bundle.pdf', buffer: await pdfFile(['Bundle REL enviado', 'Resultado do validador']) },
      { name: 'resposta.png', buffer: pngFile() },
    );
    await ana.labelFirst('bundle.pdf');
    await ana.send();
  });

  const production = await ana.protocol();

  await test.step('5. Ana acompanha em Gerenciar Credenciais', async () => {
    await ana.menu('Gerenciar Credenciais');
    await anaPage.getByRole('tab', { name: /^Em análise para produção/ }).click();
    await expect(anaPage.getByRole('row').filter({ hasText: production })).toContainText('Enviada');
  });

  await test.step('6. Davi lê as evidências e aprova; a página aberta de Ana mostra a credencial de produção', async () => {
    await davi.update();
    await davi.claim(production);
    await daviPage.getByRole('button', { name: 'Ver bundle.pdf' }).click();
    await expect(daviPage.getByText('Bundle REL enviado')).toBeVisible();
    for (const group of await daviPage.getByRole('listitem').getByRole('group').all()) {
      await tick(group.getByRole('radio', { name: 'Comprovado', exact: true }));
    }
    await expect(anaPage.getByRole('row').filter({ hasText: production })).toContainText('Em análise');
    await anaPage.getByRole('tab', { name: /^Produção/ }).click();
    await expect(ana.credential(system)).toHaveCount(0);
    await davi.approve();
    await expect(ana.credential(system)).toContainText('Ativa');
    await ana.openCredential(system);
    await expect(anaPage.getByRole('main')).toContainText('https://go-ehr-services.saude.gov.br');
  });

  await Promise.all(sameAsBefore.map((check) => check()));
});

import type { Page } from '@playwright/test';
import { vaccinationNow } from '@portal/judge/testing/now';
import { chooseAppearance, expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { keepScreenshot, WIDTHS } from './screenshots.ts';

/** A mesma dose com três erros. */
function wrongDose() {
  const bundle = vaccinationNow();
  const [composition, dose] = bundle.entry.map(({ resource }) => resource);
  Object.assign(composition ?? {}, { status: 'preliminary' });
  Object.assign(dose ?? {}, { status: 'done', lote: 'L-7' });
  return bundle;
}

const textOf = (bundle: unknown) => JSON.stringify(bundle, null, 2);

test('Um visitante valida um documento, vai ao erro, corrige e valida de novo', async ({ visitor }) => {
  const page = await visitor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await wide(page);
  await page.getByRole('navigation', { name: 'Menu principal' }).getByRole('link', { name: 'Validador' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Validar um documento' })).toBeVisible();
  await expect(page.getByText('br.gov.saude.ria.fhir 1.0.0-release')).toBeVisible();
  await expectAccessible(page, 'validar-documento');
  await wide(page);

  await page.getByRole('button', { name: 'Validar', exact: true }).click();
  await expect(page.getByText('Cole um documento, ou escolha um arquivo.')).toBeVisible();

  const wrong = textOf(wrongDose());
  await page.getByLabel('Documento', { exact: true }).fill(wrong);
  await page.getByRole('button', { name: 'Validar', exact: true }).click();
  const heading = page.getByRole('heading', { level: 2, name: /a corrigir$/ });
  await expect(heading).toBeFocused();
  await expect(page.getByText('Registro de Imunobiológico Administrado na Rotina (RIA-R)')).toBeVisible();
  await expect(page.getByText('EHR-ERR924', { exact: true })).toBeVisible();
  await expect(page.getByText('Não foi conferido')).toBeVisible();
  await expectAccessible(page, 'validar-documento-a-corrigir');
  await wide(page);

  // Só os de um tipo, e a lista copiada como texto.
  const filter = page.getByRole('combobox', { name: 'Mostrar' });
  await filter.selectOption({ label: 'Elemento desconhecido (1)' });
  const list = page.getByRole('list').filter({ hasText: 'Linha' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Copiar a lista' }).click();
  await expect(page.getByText('Copiado')).toBeVisible();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
    /^documento: 1 a corrigir\n {2}\d+:\d+ Bundle\./,
  );
  await filter.selectOption('');

  // Do erro à sua linha, pelo teclado.
  const line = wrong.split('\n').findIndex((one) => one.includes('"done"')) + 1;
  await page
    .getByRole('button', { name: `Linha ${line}, coluna 9` })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const area = page.getByLabel('Documento', { exact: true });
  await expect(area).toBeFocused();
  expect(await selected(page)).toBe('"status": "done",');
  await keepScreenshot(page, 'validar-documento-na-linha');

  await area.fill(textOf(vaccinationNow()));
  await expect(page.getByText('O texto mudou')).toBeVisible();
  await page.getByRole('button', { name: 'Validar', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Nada a corrigir' })).toBeFocused();
  await expect(page.getByText('O documento segue o guia')).toBeVisible();
  await expectAccessible(page, 'validar-documento-nada-a-corrigir');

  // Depois de sair, nada do documento fica.
  await wide(page);
  await page.getByRole('link', { name: 'Início' }).first().click();
  // Until the other page is there this one still stands, and its way back is not yet in the history.
  await expect(page.getByRole('heading', { level: 1, name: 'Validar um documento' })).toBeHidden();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Validar um documento' })).toBeVisible();
  await expect(area).toHaveValue('');
});

test('Um visitante valida um arquivo, e é avisado do que não pode ser julgado', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/validar-documento');
  const chooser = page.getByLabel('Arquivo', { exact: true });
  const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await chooser.setInputFiles(file('dose.json', textOf(wrongDose())));
  await expect(page.getByRole('heading', { level: 2, name: /a corrigir$/ })).toBeFocused();
  await expect(page.getByLabel('Documento', { exact: true })).toHaveValue(/"done"/);

  await chooser.setInputFiles(file('grande.json', ' '.repeat(2_100_000)));
  await expect(page.getByText('O documento tem 2.100 kB, e aqui são validados os que têm até 2.000 kB.')).toBeVisible();

  const prescription = vaccinationNow();
  Object.assign(prescription.entry[0]?.resource ?? {}, {
    meta: undefined,
    type: { coding: [{ system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/BRTipoDocumento', code: 'REPM' }] },
  });
  await chooser.setInputFiles(file('prescricao.json', textOf(prescription)));
  await expect(page.getByRole('heading', { level: 2, name: 'Não foi possível julgar' })).toBeFocused();
  await expect(page.getByText('Este tipo ainda não é validado')).toBeVisible();

  // Sem conexão, o texto fica e se tenta de novo.
  await page.context().setOffline(true);
  await chooser.setInputFiles(file('dose.json', textOf(vaccinationNow())));
  await expect(page.getByText('Você está sem conexão')).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Nada a corrigir' })).toBeFocused();

  // Em alto contraste também.
  await wide(page);
  await chooseAppearance(page, 'Alto contraste');
  await chooser.setInputFiles(file('dose.json', textOf(wrongDose())));
  await expect(page.getByRole('heading', { level: 2, name: /a corrigir$/ })).toBeFocused();
  await expectAccessible(page, 'validar-documento-alto-contraste');
});

function selected(page: Page): Promise<unknown> {
  return page.evaluate(
    '(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)',
  );
}

async function wide(page: Page): Promise<void> {
  await page.setViewportSize({ width: WIDTHS.larga, height: 800 });
}

test('Um visitante parte do exemplo que a página do serviço dá', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/servicos/rnds-ria-r');
  await expect(page.getByRole('table', { name: 'O que se pede a este serviço' })).toContainText('/api/identifier');
  await page.getByText('O que o ambiente oferece (CapabilityStatement)').click();
  await expect(page.getByText('"resourceType": "CapabilityStatement"')).toBeVisible();
  await expectAccessible(page, 'servico-como-chamar');
  await wide(page);
  await page.getByRole('link', { name: 'Abrir no validador' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Nada a corrigir' })).toBeFocused();
  await expect(page.getByLabel('Documento', { exact: true })).toHaveValue(/BRRegistroImunobiologico/);

  // Com o campo vazio, qualquer outro exemplo.
  await page.getByRole('button', { name: 'Limpar' }).click();
  await page.getByLabel('Começar de um exemplo').selectOption('RAC');
  await expectAccessible(page, 'validar-documento-exemplos');
  await wide(page);
  await page.getByRole('button', { name: 'Usar este exemplo' }).click();
  await expect(page.getByText('Registro de Atendimento Clínico (RAC)')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Nada a corrigir' })).toBeFocused();
});

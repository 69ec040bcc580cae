import { createHash } from 'node:crypto';
import { createIntermediate, createRoot, issueECnpj, type PfxOptions, toPfx } from '@portal/certificates';
import { expectAccessible } from './accessible.ts';
import { completeDraft, ESTABLISHMENTS, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { carries, recordSent } from './sent-requests.ts';

const cnes = ESTABLISHMENTS.romuloRocha;
const PASSWORD = 'senha só minha';
const intermediate = createRoot({ key: 'EC-256' }).then((root) => createIntermediate(root, { key: 'EC-256' }));

/** A company's certificate, and a PFX of it. */
async function companyFile(options: Omit<PfxOptions, 'password'> = {}) {
  const authority = await intermediate;
  const issued = await issueECnpj({ cnpj: '11222333000181', companyName: 'Laboratório', key: 'EC-256', authority });
  const buffer = toPfx(issued, { password: PASSWORD, withChain: true, ...options });
  return {
    issued,
    chain: issued.pem + authority.pem,
    file: { name: 'a1.pfx', mimeType: 'application/x-pkcs12', buffer },
  };
}

test('a chave privada e a senha não saem do navegador; o certificado público, sim', async ({ integrator }) => {
  const page = await integrator('ana');
  const form = new IntegratorScreens(page);
  const { issued, chain, file } = await companyFile({ cipher: 'RC2-40', encoding: 'BER' });
  const draft = await completeDraft(page, { system: uniqueName('Chave'), cnes });
  const sent = recordSent(page);
  await page.goto(`/solicitacoes/${draft.id}/editar?etapa=operacao`);
  await expect(page.getByText('a chave privada e a senha não saem deste aparelho')).toBeVisible();
  // The reader is there for who chooses a file, and not before.
  const readers = () => sent.filter(({ url }) => url.includes('certificate.worker'));
  expect(readers()).toEqual([]);

  await page.getByLabel('Trocar o certificado').setInputFiles(file);
  const password = page.getByLabel('Senha do arquivo a1.pfx');
  await expect(password).toBeFocused();
  await password.fill('outra');
  await page.keyboard.press('Enter');
  await expect(password).toHaveAccessibleDescription(/Senha incorreta\./);
  await expect(password).toBeFocused();
  await expectAccessible(page, 'integrador-certificado-senha-incorreta');
  await password.fill(PASSWORD);
  await form.button('Ler certificado').click();
  await expect(page.getByText('Laboratório – 11.222.333/0001-81')).toBeVisible();
  await form.saved();
  // What was pressed is gone, and the focus stands where another file could be chosen.
  await expect(page.getByLabel('Trocar o certificado')).toBeFocused();
  await expectAccessible(page, 'integrador-certificado-lido');
  // The file was read by a worker of the page's own; a text that became HTML would be somebody else's.
  await expect(page.evaluate("document.createElement('p').innerHTML = '<b>x</b>'")).rejects.toThrow(/TrustedHTML/);

  expect(readers().length).toBeGreaterThan(0);
  const pem = JSON.stringify(chain).slice(1, -1);
  expect(sent.filter(({ text }) => text.includes(pem))).toHaveLength(1);
  const secrets = [PASSWORD, encodeURIComponent(PASSWORD), 'outra', 'PRIVATE KEY', btoa(PASSWORD.normalize())];
  for (const { url, text } of sent) {
    const latin1 = (secret: string) => Buffer.from(secret).toString('latin1');
    expect(
      secrets.filter((secret) => text.includes(latin1(secret)) || text.includes(secret)),
      url,
    ).toEqual([]);
    expect(carries(text, issued.privateKey), `the key in a request to ${url}`).toBe(false);
    // Of the file's own bytes the certificates stand in it encrypted.
    expect(carries(text, file.buffer), `the file in a request to ${url}`).toBe(false);
  }
});

test('cada arquivo que não abre diz por quê, e a página continua viva enquanto um demora', async ({ integrator }) => {
  const page = await integrator('ana');
  const form = new IntegratorScreens(page);
  const draft = await completeDraft(page, { system: uniqueName('Arquivos'), cnes });
  await page.goto(`/solicitacoes/${draft.id}/editar?etapa=operacao`);
  const input = page.getByLabel('Trocar o certificado');
  const { issued, file } = await companyFile({ mac: 'PBMAC1', rounds: 990_000 });
  const choose = (name: string, buffer: Buffer) => input.setInputFiles({ ...file, name, buffer });

  const key = `-----BEGIN PRIVATE KEY-----\n${issued.privateKey.toString('base64')}\n-----END PRIVATE KEY-----`;
  for (const [name, buffer, told] of [
    ['nada.pfx', Buffer.from('nada'), 'Este arquivo não é um certificado.'],
    ['chave.pem', Buffer.from(key), 'Não há certificado neste arquivo.'],
    ['cortado.cer', issued.der.subarray(0, 200), 'O arquivo está danificado ou incompleto.'],
    ['grande.pfx', Buffer.alloc(100_001), 'O arquivo é grande demais para ser um certificado.'],
  ] as const) {
    await choose(name, buffer);
    await expect(input).toHaveAccessibleDescription(new RegExp(told));
  }

  await choose('lento.pfx', file.buffer);
  const password = page.getByLabel('Senha do arquivo lento.pfx');
  await password.fill('errada');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Lendo o certificado' })).toBeVisible();
  await form.button('Cancelar a leitura').click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(password).toBeFocused();

  await choose('menos.pfx', toPfx(issued, { password: PASSWORD, mac: 'PBMAC1', rounds: 20_000 }));
  await page.getByLabel('Senha do arquivo menos.pfx').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await form.field('IP ou faixa 1').fill('200.130.8.8');
  await expect(page.getByText('Laboratório – 11.222.333/0001-81')).toBeVisible();
  // Who has gone on to another field is left there.
  await expect(form.field('IP ou faixa 1')).toBeFocused();

  // As a person does who chooses another file there.
  await input.focus();
  const without = await companyFile();
  await choose('sem-senha.p12', toPfx(without.issued, { password: null }));
  await expect(page.getByLabel('Senha do arquivo sem-senha.p12')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Senha do arquivo sem-senha.p12')).toHaveCount(0);
  await expect(page.getByText(fingerprintOf(without.issued.der))).toBeVisible();
});

function fingerprintOf(der: Buffer): string {
  return createHash('sha256').update(der).digest('hex');
}

import { expect, type Locator, type Page } from '@playwright/test';
import { tick } from '../tick.ts';

/** What Ana types into the form. */
export interface FormAnswers {
  cnes: string;
  managerName: string;
  managerCpf: string;
  system: string;
  ip: string;
  /** A certificate file, with its password where it is a PFX. */
  certificate: { name: string; buffer: Buffer; password?: string };
}

/** The integrators' console, as a person uses it. */
export class IntegratorScreens {
  constructor(readonly page: Page) {}

  /** Step 1 and the beginning of step 2: the portfolio from the main menu, its services, a draft. */
  async begin(portfolio: RegExp, services: readonly RegExp[]): Promise<void> {
    await this.button('Portfólios').click();
    await this.page.getByRole('navigation', { name: 'Menu principal' }).getByRole('link', { name: portfolio }).click();
    await this.button('Solicitar acesso (homologação)').click();
    const dialog = this.page.getByRole('dialog');
    for (const name of services) await tick(dialog.getByRole('checkbox', { name }));
    await dialog.getByRole('button', { name: 'Começar solicitação' }).click();
    await expect(this.page.getByRole('heading', { level: 2, name: 'Responsável' })).toBeVisible();
  }

  /** The four stages, from Responsável to the declaration. */
  async fill(answers: FormAnswers): Promise<void> {
    await this.responsible(answers);
    await this.advance('Sistema');
    await this.system(answers);
    await this.advance('Operação');
    await this.operation(answers);
    await this.advance('Finalização');
    await tick(this.page.getByRole('checkbox', { name: /^Declaro que as informações/ }));
    await this.saved();
  }

  async responsible({ cnes, managerName, managerCpf }: FormAnswers): Promise<void> {
    await tick(this.page.getByRole('radio', { name: 'Outros' }));
    await this.field('CNES').fill(cnes);
    await this.button('Consultar').click();
    await expect(this.page.locator('.found-establishment')).toBeVisible();
    await this.field('Nome do gestor').fill(managerName);
    await this.field('CPF do gestor').fill(managerCpf);
    await this.field('E-mail do gestor').fill('gestao@exemplo.com.br');
    await this.field('Telefone do gestor').fill('62998765432');
  }

  async system({ system }: FormAnswers): Promise<void> {
    await this.field('Nome do sistema').fill(system);
    await this.field('Descrição do sistema').fill('Sistema de laboratório que envia resultados de exames para a RNDS.');
    await tick(this.page.getByRole('radio', { name: 'Sim' }));
    await this.field('Atendimentos por mês').fill('1200');
  }

  async operation({ certificate, ip }: FormAnswers): Promise<void> {
    await this.page
      .getByLabel('Arquivo do certificado')
      .setInputFiles({ name: certificate.name, mimeType: 'application/octet-stream', buffer: certificate.buffer });
    if (certificate.password !== undefined) {
      await this.page.getByLabel(/^Senha do arquivo/).fill(certificate.password);
      await this.button('Ler certificado').click();
    }
    await expect(this.page.getByText('Impressão digital (SHA-256)')).toBeVisible();
    await this.field('IP ou faixa 1').fill(ip);
    await this.field('IP ou faixa 1').blur();
  }

  async advance(to: string): Promise<void> {
    await this.button('Avançar').click();
    await expect(this.page.getByRole('heading', { level: 2, name: to, exact: true })).toBeVisible();
  }

  /** Waits until the draft says that everything is kept. */
  async saved(): Promise<void> {
    await expect(this.page.getByText(/^Salvo às \d\d:\d\d/)).toBeVisible();
  }

  /** Sends what is on the page; answers with its protocol, once the request's own page says that it was sent. */
  async send(): Promise<string> {
    await this.button('Enviar para análise').click();
    const protocol = await this.protocol();
    await this.expectState('Enviada');
    return protocol;
  }

  async expectState(label: string): Promise<void> {
    await expect(this.page.locator('.page-title').getByText(label, { exact: true })).toBeVisible();
  }

  /** The protocol of the request whose page is open, or is about to be. */
  async protocol(): Promise<string> {
    const heading = this.page.getByRole('heading', { level: 1, name: /^Solicitação \d/ });
    return String((await heading.textContent())?.replace(/^Solicitação /, ''));
  }

  async menu(name: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Menu principal' })
      .getByRole('link', { name, exact: true })
      .click();
  }

  /** The card of a credential, in whichever tab is open. */
  credential(system: string): Locator {
    return this.page.locator('.credential').filter({ has: this.page.getByRole('heading', { name: system }) });
  }

  /** Opens the page of a credential from its card. */
  async openCredential(system: string): Promise<void> {
    await this.credential(system).getByRole('link', { name: system }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: system })).toBeVisible();
  }

  async attach(...files: { name: string; buffer: Buffer }[]): Promise<void> {
    const chosen = files.map((file) => ({ ...file, mimeType: 'application/octet-stream' }));
    await this.page.getByLabel('Anexar evidências').setInputFiles(chosen);
    for (const { name } of files) await expect(this.page.getByRole('heading', { level: 3, name })).toBeVisible();
  }

  /** Says that a file proves the first requirement. */
  async labelFirst(file: string): Promise<void> {
    await tick(
      this.page
        .getByRole('group', { name: `O que ${file} comprova?` })
        .getByRole('checkbox')
        .first(),
    );
    await expect(this.page.getByText(`Comprovado por: ${file}`)).toBeVisible();
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
}

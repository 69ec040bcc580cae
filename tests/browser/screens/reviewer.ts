import { expect, type Locator, type Page } from '@playwright/test';
import { tick } from '../tick.ts';

/** A reason, as a reviewer gives it. */
export interface ReasonGiven {
  code: string;
  about?: string;
  text: string;
}

/** The reviewers' console, as a person uses it. */
export class ReviewerScreens {
  constructor(readonly page: Page) {}

  /** The row of a request in the queue. */
  row(protocol: string): Locator {
    return this.page.getByRole('row').filter({ hasText: protocol });
  }

  /** The field that narrows a list of requests. */
  get searchField(): Locator {
    return this.page.getByRole('searchbox', { name: 'Protocolo, CNPJ, CNES, sistema ou pessoa' });
  }

  /** Narrows the queue. */
  async search(text: string): Promise<void> {
    await this.searchField.fill(text);
    await this.searchField.press('Enter');
    await expect(this.page).toHaveURL(/busca=/);
  }

  /** Takes a request from the queue and opens it. */
  async claim(protocol: string): Promise<void> {
    await this.row(protocol)
      .getByRole('button', { name: /^Assumir/ })
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: `Solicitação ${protocol}` })).toBeVisible();
    await expect(this.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
  }

  /** Lets what was announced come into the queue. */
  async update(): Promise<void> {
    await this.page.getByRole('button', { name: /nova(s)? solicitaç(ão|ões): atualizar$/ }).click();
  }

  async requestChanges(reason: ReasonGiven): Promise<void> {
    const dialog = await this.openDecision('Solicitar ajustes');
    await this.giveReason(dialog, reason);
    await this.confirm(dialog);
  }

  async reject(reason: ReasonGiven): Promise<void> {
    const dialog = await this.openDecision('Não aprovar');
    await this.giveReason(dialog, reason);
    await this.confirm(dialog);
  }

  /** Approves, accepting every warning that asks for it. */
  async approve(): Promise<void> {
    const dialog = await this.openDecision('Aprovar');
    for (const warning of await dialog.getByRole('checkbox').all()) await tick(warning);
    await this.confirm(dialog);
  }

  async openDecision(name: string): Promise<Locator> {
    await this.bar.getByRole('button', { name, exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: new RegExp(`^${name}`) });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async giveReason(dialog: Locator, { code, about, text }: ReasonGiven): Promise<void> {
    await dialog.getByLabel('Motivo', { exact: true }).selectOption({ label: code });
    if (about) await dialog.getByLabel('Sobre o quê').selectOption({ label: about });
    await dialog.getByLabel('O que o integrador precisa saber').fill(text);
  }

  /** Marks a requirement, and waits until the mark is kept. */
  async mark(requirement: RegExp, verdict: string): Promise<void> {
    const group = this.page.getByRole('group', { name: requirement });
    await tick(group.getByRole('radio', { name: verdict, exact: true }));
    await this.kept(requirement);
  }

  /** Waits until what was marked or noted at a requirement is kept. */
  async kept(requirement: RegExp): Promise<void> {
    const item = this.page.getByRole('listitem').filter({ has: this.page.getByRole('group', { name: requirement }) });
    await expect(item.getByText(/^Salvo às/)).toBeVisible();
  }

  get bar(): Locator {
    return this.page.getByRole('region', { name: 'Decisão' });
  }

  async confirm(dialog: Locator): Promise<void> {
    await dialog.getByRole('button', { name: 'Confirmar' }).click();
    await expect(this.page.getByRole('button', { name: 'Abrir a próxima da fila' })).toBeFocused();
  }
}

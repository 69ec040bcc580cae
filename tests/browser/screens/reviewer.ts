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
    const form = await this.openDecision('Solicitar ajustes');
    await this.giveReason(form, reason);
    await this.confirm(form);
  }

  async reject(reason: ReasonGiven): Promise<void> {
    const form = await this.openDecision('Não aprovar');
    await this.giveReason(form, reason);
    await this.confirm(form);
  }

  /** Approves, accepting every warning that asks for it. */
  async approve(): Promise<void> {
    const form = await this.openDecision('Aprovar');
    for (const warning of await form.getByRole('checkbox').all()) await tick(warning);
    await this.confirm(form);
  }

  /** Opens the form of a decision, beside the request. */
  async openDecision(name: string): Promise<Locator> {
    await this.bar.getByRole('button', { name, exact: true }).click();
    const form = this.page.getByRole('region', { name: new RegExp(`^${name}: solicitação`) });
    await expect(form).toBeVisible();
    return form;
  }

  async giveReason(form: Locator, { code, about, text }: ReasonGiven): Promise<void> {
    await form.getByLabel('Motivo', { exact: true }).selectOption({ label: code });
    if (about) await form.getByLabel('Sobre o quê').selectOption({ label: about });
    await form.getByLabel('O que o integrador precisa saber').fill(text);
  }

  /** Marks a requirement, and waits until the mark is kept. */
  async mark(requirement: RegExp, verdict: string): Promise<void> {
    const group = this.page.getByRole('group', { name: requirement });
    await tick(group.getByRole('radio', { name: verdict, exact: true }));
    await this.kept(requirement);
  }

  /** Opens the notes of a requirement. */
  async annotate(requirement: RegExp): Promise<Locator> {
    const item = this.requirement(requirement);
    await item.getByRole('button', { name: /^Anotar/, expanded: false }).click();
    return item;
  }

  /** A requirement, with its evidence and notes. */
  requirement(name: RegExp): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('group', { name }) });
  }

  /** Waits until what was marked or noted at a requirement is kept. */
  async kept(requirement: RegExp): Promise<void> {
    await expect(this.requirement(requirement).getByText(/^Salvo às/)).toBeVisible();
  }

  get bar(): Locator {
    return this.page.getByRole('region', { name: 'Decisão' });
  }

  /** Confirms a decision and sends it at once, without the seconds in which it can be taken back. */
  async confirm(form: Locator): Promise<void> {
    await this.hold(form);
    await this.bar.getByRole('button', { name: 'Enviar já' }).click();
    await expect(this.bar.getByRole('button', { name: 'Enviar já' })).toHaveCount(0);
    await expect(this.bar.getByRole('button', { name: 'Próxima' })).toBeFocused();
  }

  /** Confirms a decision, which is not sent yet. */
  async hold(form: Locator): Promise<void> {
    await form.getByRole('button', { name: /^(Aprovar|Solicitar ajustes|Não aprovar)$/ }).click();
    await expect(this.bar.getByRole('button', { name: 'Próxima' })).toBeFocused();
  }
}

import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { show } from './show.tsx';

beforeEach(() => page.viewport(1280, 800));

const button = (name: string) => page.getByRole('button', { name });
const status = () => page.getByRole('status');

describe('a dialog', () => {
  test('begins at its field, keeps the focus, and gives it back', async () => {
    show('dialogs/WithField');
    await userEvent.click(button('Novo webhook'));
    await expect.element(page.getByLabelText('Endereço')).toHaveFocus();
    for (let tab = 0; tab < 4; tab++) {
      await userEvent.keyboard('{Tab}');
      expect(document.activeElement === document.body || document.activeElement?.closest('dialog')).toBeTruthy();
    }
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(button('Novo webhook')).toHaveFocus();
  });

  test('that is not to be dismissed stays for each Esc, and ends by its button', async () => {
    show('dialogs/NotDismissible');
    await userEvent.click(button('Gerar segredo'));
    await userEvent.keyboard('{Escape}{Escape}{Escape}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    expect(page.getByRole('button', { name: 'Fechar' }).elements()).toEqual([]);
    await userEvent.click(button('Já guardei'));
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('whose opener is gone leaves the focus at the heading', async () => {
    show('dialogs/Confirming');
    await userEvent.click(button('Voltar'));
    await userEvent.click(button('Revogar'));
    await userEvent.click(button('Revogar token'));
    await expect.element(page.getByRole('heading', { name: 'Tokens de acesso' })).toHaveFocus();
  });
});

describe('a bar of acts', () => {
  test('keeps the focus when what was pressed is gone, and takes none from elsewhere', async () => {
    show('navigation/BarOfActs');
    await userEvent.click(button('Assumir'));
    await expect.element(button('Devolver à fila')).toHaveFocus();
    await userEvent.keyboard('{Tab}');
    await expect.element(button('Próxima')).toHaveFocus();
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
    await expect.element(button('Assumir')).toHaveFocus();

    const element = button('Assumir').element() as HTMLElement;
    element.blur();
    element.click();
    await expect.element(button('Devolver à fila')).toBeVisible();
    expect(document.activeElement).toBe(document.body);
  });
});

describe('menus', () => {
  test('open at a press, close at Esc with the focus where it was, and at a press elsewhere', async () => {
    show('navigation/Dropdowns');
    const toggle = button('Ana Lima');
    await userEvent.click(toggle);
    await expect.element(button('Sair')).toBeVisible();
    await expect.element(toggle).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Tab}{Escape}');
    await expect.element(toggle).toHaveFocus();
    await expect.element(toggle).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Sair')).toBeVisible();
    await userEvent.click(button('Ao lado'));
    await expect.element(toggle).toHaveAttribute('aria-expanded', 'false');
  });

  test('stand behind a button where there is no room, and close once one goes somewhere', async () => {
    await page.viewport(320, 800);
    show('navigation/Menus');
    const toggle = button('Menu');
    await userEvent.click(toggle);
    await userEvent.click(button('Homologação'));
    await userEvent.click(page.getByRole('link', { name: 'Validador' }));
    await expect.element(toggle).toHaveAttribute('aria-expanded', 'false');
    await expect.element(toggle).toBeVisible();
  });
});

describe('tabs', () => {
  test('are one stop of the keyboard; arrows, Home and End select, and run around', async () => {
    show('navigation/TabsOfList');
    const selected = () => page.getByRole('tab', { selected: true });
    await userEvent.keyboard('{Tab}{ArrowRight}');
    await expect.element(selected()).toMatchTextContent('Minhas');
    await expect.element(page.getByRole('tabpanel')).toHaveTextContent('Minhas');
    await userEvent.keyboard('{End}{ArrowRight}');
    await expect.element(selected()).toMatchTextContent('Novas');
    await expect.element(selected()).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{Home}{Tab}');
    await expect.element(selected()).toMatchTextContent('Novas');
    await expect.element(page.getByRole('tabpanel')).toHaveFocus();
  });
});

describe('fields', () => {
  test('a date is told as the API has it', async () => {
    show('fields/Dates');
    await userEvent.fill(page.getByLabelText('De', { exact: true }), '2026-11-29');
    await expect.element(status()).toHaveTextContent('2026-11-29');
    await userEvent.clear(page.getByLabelText('De', { exact: true }));
    await expect.element(status()).toHaveTextContent('');
  });

  test('an identifier is shown with its punctuation, and the caret stays where one types', async () => {
    show('fields/Masked');
    const field = page.getByLabelText('CPF');
    await userEvent.type(field, '52998224725');
    await expect.element(field).toHaveValue('529.982.247-25');
    await userEvent.keyboard('{Home}{ArrowRight}{Backspace}1');
    await expect.element(field).toHaveValue('129.982.247-25');
    expect((field.element() as HTMLInputElement).selectionStart).toBe(1);
    await expect.element(status()).toHaveTextContent('12998224725');
  });

  test('files are chosen, and the same file again', async () => {
    show('fields/Files');
    const laudo = new File(['%PDF-1.7'], 'laudo.pdf', { type: 'application/pdf' });
    const input = page.getByLabelText('Evidências');
    await userEvent.upload(input, [laudo, new File(['x'], 'tela.png', { type: 'image/png' })]);
    await expect.element(status()).toHaveTextContent('laudo.pdf, tela.png');
    await userEvent.upload(input, laudo);
    await expect.element(status()).toHaveTextContent('laudo.pdf');
    expect((input.element() as HTMLInputElement).files).toHaveLength(0);
  });

  test('an error summary takes the focus at each try, and leads to the field', async () => {
    show('fields/Errors');
    await userEvent.click(button('Avançar'));
    await expect.element(page.getByText('Há 1 campo para corrigir')).toBeVisible();
    expect(document.activeElement?.textContent).toContain('Gestor: informe o nome.');
    await userEvent.click(page.getByRole('link', { name: 'Gestor: informe o nome.' }));
    await expect.element(page.getByLabelText('Gestor')).toHaveFocus();
  });

  test('a search is asked by Enter, without what stands around it', async () => {
    show('fields/Search');
    await userEvent.type(page.getByRole('searchbox', { name: 'Buscar serviços' }), '  vacina {Enter}');
    await expect.element(status()).toHaveTextContent('vacina');
  });
});

describe('what is pressed', () => {
  test('does nothing twice while it is busy, and keeps the focus', async () => {
    show('actions/BusyOnPress');
    await userEvent.click(button('Salvar'));
    await userEvent.keyboard('{Enter} ');
    await expect.element(status()).toHaveTextContent('1 vez');
    await expect.element(button('Salvar')).toHaveFocus();
  });

  test('and goes away leaves the focus near by', async () => {
    show('content/FocusKept');
    await userEvent.click(button('Remover laudo.pdf'));
    await expect.element(page.getByRole('heading', { name: 'Arquivos' })).toHaveFocus();
  });

  test('tells what came of it, what failed until it is closed', async () => {
    show('content/Told');
    const told = page.getByRole('region', { name: 'Avisos', exact: true });
    await userEvent.click(button('Falhar'));
    await userEvent.click(button('Ativar'));
    await expect.element(told).toMatchTextContent('Não foi possível.');
    await expect.element(told).toMatchTextContent('Webhook ativado.');
    await userEvent.click(button('Fechar mensagem').first());
    await expect.element(told).not.toMatchTextContent('Não foi possível.');
    await userEvent.click(page.getByText('Avisos recentes (2)'));
    await expect.element(page.getByRole('region', { name: 'Avisos recentes' })).toMatchTextContent('Não foi possível.');
  });

  test('loads the rest of a list and says how much is there, in the place of the button', async () => {
    show('navigation/GrowingList');
    await userEvent.click(button('Carregar mais'));
    await expect.element(status()).toHaveTextContent('40 de 40 solicitações');
    await expect.element(status()).toHaveFocus();
  });
});

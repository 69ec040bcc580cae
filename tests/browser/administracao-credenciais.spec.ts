import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, notReloaded, test } from './journey.ts';
import { Keyboard } from './keyboard.ts';
import { IntegratorScreens } from './screens/integrator.ts';

const cnes = ESTABLISHMENTS.mutirao;
const REASON = 'Acessos fora das faixas de IP informadas.';

test('Elis suspende a credencial de Ana, que lê o motivo na hora e não pode reativar; Elis reativa e revoga', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const { system, identifier } = await credentialOf(ana, clara, 'Suspensa');
  await ana.goto('/credenciais');
  const card = new IntegratorScreens(ana).credential(system);
  await expect(card.getByText('Ativa', { exact: true })).toBeVisible();
  const samePage = await notReloaded(ana);

  await elis.getByRole('navigation', { name: 'Menu principal' }).getByRole('link', { name: 'Credenciais' }).click();
  await search(elis, system);
  await elis.getByRole('link', { name: identifier }).click();
  await expect(elis.getByRole('heading', { level: 1, name: `Credencial ${identifier}` })).toBeFocused();
  await act(elis, 'Suspender', REASON);
  await expect(stateOf(elis, 'Suspensa')).toBeVisible();
  await expect(elis.getByText(new RegExp(`^Suspensa em .*: ${REASON}$`))).toBeVisible();
  await expect(elis.getByText('Suspensa pelo Ministério da Saúde: só ele pode reativar.')).toBeVisible();
  await expect(elis.getByRole('button', { name: 'Reativar' })).toBeFocused();
  await expect(elis.getByRole('button', { name: 'Suspender' })).toHaveCount(0);

  await expect(card.getByText('Suspensa', { exact: true })).toBeVisible();
  await expect(card.getByText(REASON)).toBeVisible();
  await expect(card.getByText('Suspensa pelo Ministério da Saúde: só ele pode reativar.')).toBeVisible();
  await expect(card.getByRole('button', { name: 'Reativar' })).toHaveCount(0);

  await act(elis, 'Reativar');
  await expect(elis.getByText(`Credencial ${identifier} reativada.`).first()).toBeVisible();
  await expect(stateOf(elis, 'Ativa')).toBeVisible();
  await expect(elis.getByRole('button', { name: 'Suspender' })).toBeFocused();
  await expect(card.getByText('Ativa', { exact: true })).toBeVisible();

  await act(elis, 'Revogar', 'O estabelecimento encerrou as atividades.');
  await expect(stateOf(elis, 'Revogada')).toBeVisible();
  await expect(elis.getByRole('button', { name: /^(Suspender|Reativar|Revogar)$/ })).toHaveCount(0);
  await expect(elis.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(card.getByText('O estabelecimento encerrou as atividades. Não pode ser reativada')).toBeVisible();
  await samePage();

  await elis.getByRole('navigation', { name: 'Você está aqui' }).getByRole('link', { name: 'Credenciais' }).click();
  await expect(elis.getByRole('row').filter({ hasText: system })).toContainText('Revogada');
});

test('Elis acha uma credencial pelo identificador, pelo Client ID, pelo estabelecimento e pelo sistema', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const { system, identifier, clientId, establishment } = await credentialOf(ana, clara, 'Procurada');
  const row = elis.getByRole('row').filter({ hasText: system });
  await elis.goto('/credenciais');
  for (const text of [identifier, clientId, `${establishment} ${system}`, system.toUpperCase()]) {
    // Nothing between two of them: what the one before found is not taken for what the next one finds.
    await search(elis, uniqueName('Nenhum sistema'));
    await expect(elis.getByText('Nenhuma credencial com esta busca')).toBeVisible();
    await search(elis, text);
    await expect(elis.getByRole('rowheader')).toHaveText([identifier]);
    for (const fact of [establishment, 'Homologação', 'Ativa']) await expect(row).toContainText(fact);
  }
  await elis.reload();
  await expect(row).toBeVisible();
  await search(elis, uniqueName('Nenhum sistema'));
  await expect(elis.getByText('Nenhuma credencial com esta busca')).toBeVisible();
});

test('só com o teclado, Elis é avisada de que falta o motivo e de que revogar é para sempre', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const { id, identifier } = await credentialOf(ana, clara, 'Teclado');
  const keys = new Keyboard(elis);
  await elis.goto(`/credenciais/${id}`);
  await keys.press(elis.getByRole('button', { name: 'Suspender' }), 'Enter');
  const suspending = elis.getByRole('dialog', { name: `Suspender a credencial ${identifier}?` });
  await keys.press(suspending.getByRole('button', { name: 'Suspender' }), 'Enter');
  const reason = suspending.getByLabel('Motivo');
  await expect(reason).toBeFocused();
  await expect(reason).toHaveAccessibleDescription(/Informe o motivo\./);
  await elis.keyboard.type('x'.repeat(1001));
  await keys.press(suspending.getByRole('button', { name: 'Suspender' }), 'Enter');
  await expect(reason).toHaveAccessibleDescription(/1\.000/);
  await keys.type(reason, REASON);
  await keys.press(suspending.getByRole('button', { name: 'Suspender' }), 'Enter');
  await expect(elis.getByRole('button', { name: 'Reativar' })).toBeFocused();

  await keys.press(elis.getByRole('button', { name: 'Revogar' }), 'Enter');
  const revoking = elis.getByRole('dialog', { name: `Revogar a credencial ${identifier}?` });
  await expect(revoking.getByText('A credencial deixa de valer para sempre.')).toBeVisible();
  await elis.keyboard.press('Escape');
  await expect(elis.getByRole('button', { name: 'Revogar' })).toBeFocused();
  await expect(stateOf(elis, 'Suspensa')).toBeVisible();
});

test('o que Ana faz à credencial aparece quando Elis volta à página, e o que já não cabe é recusado com o porquê', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const { id } = await credentialOf(ana, clara, 'De volta');
  await elis.goto(`/credenciais/${id}`);
  await expect(stateOf(elis, 'Ativa')).toBeVisible();
  await change(ana, 'suspendCredential', id, 'Troca de servidor.');
  await elis.evaluate('window.dispatchEvent(new Event("focus"))');
  await expect(elis.getByText('Agora ela está suspensa.')).toBeVisible();
  await expect(elis.getByText('Suspensa por quem a solicitou, que também pode reativar.')).toBeVisible();

  await elis.getByRole('button', { name: 'Suspender' }).click();
  await change(ana, 'revokeCredential', id, 'Sistema desligado.');
  const dialog = elis.getByRole('dialog');
  await dialog.getByLabel('Motivo').fill(REASON);
  await dialog.getByRole('button', { name: 'Suspender' }).click();
  await expect(dialog.getByText('Isso não pode ser feito na situação atual da credencial.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Voltar' }).click();
  await expect(stateOf(elis, 'Revogada')).toBeVisible();
});

test('na solicitação aprovada lê-se a credencial; só a administração a abre', async ({ integrator, reviewer }) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const { id, identifier, request } = await credentialOf(ana, clara, 'Emitida');
  await clara.goto(`/solicitacoes/${request}`);
  await expect(clara.getByText(`Credencial ${identifier}`)).toContainText('Ativa');
  await expect(clara.getByRole('link', { name: identifier })).toHaveCount(0);
  await expect(clara.getByRole('link', { name: 'Credenciais' })).toHaveCount(0);
  for (const address of ['/credenciais', `/credenciais/${id}`]) {
    await clara.goto(address);
    await expect(clara.getByRole('heading', { name: 'Você não tem acesso a esta página' })).toBeVisible();
  }

  await elis.goto(`/solicitacoes/${request}`);
  await elis.getByRole('link', { name: identifier }).click();
  await expect(elis.getByRole('heading', { level: 1, name: `Credencial ${identifier}` })).toBeFocused();
});

test('as credenciais da administração, largas e em 320 px', async ({ integrator, reviewer }) => {
  const [ana, clara, elis] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('elis')]);
  const { id, system, request } = await credentialOf(ana, clara, 'Acessível');
  await elis.goto(`/credenciais?busca=${encodeURIComponent(system)}`);
  await expect(elis.getByRole('rowheader')).toHaveCount(1);
  await expectAccessible(elis, 'administracao-credenciais');
  await elis.goto(`/credenciais?busca=${encodeURIComponent(`${system} nenhuma`)}`);
  await expect(elis.getByText('Nenhuma credencial com esta busca')).toBeVisible();
  await expectAccessible(elis, 'administracao-credenciais-vazio');

  await elis.goto(`/credenciais/${id}`);
  await expect(stateOf(elis, 'Ativa')).toBeVisible();
  await expectAccessible(elis, 'administracao-credencial-ativa');
  for (const name of ['Suspender', 'Revogar']) {
    await elis.getByRole('button', { name }).click();
    await elis.getByRole('dialog').getByRole('button', { name }).click();
    await expect(elis.getByText('Informe o motivo.')).toBeVisible();
    await expectAccessible(elis, `administracao-credencial-${name.toLowerCase()}`);
    await elis.keyboard.press('Escape');
  }
  await act(elis, 'Suspender', REASON);
  await expect(stateOf(elis, 'Suspensa')).toBeVisible();
  await expectAccessible(elis, 'administracao-credencial-suspensa');
  await elis.goto('/credenciais/nenhuma');
  await expect(elis.getByText('Não há credencial neste endereço')).toBeVisible();
  await expectAccessible(elis, 'administracao-credencial-nao-encontrada');
  await elis.goto(`/solicitacoes/${request}`);
  await expect(elis.getByRole('heading', { level: 1, name: /^Solicitação \d/ })).toBeVisible();
  await expectAccessible(elis, 'administracao-solicitacao-aprovada');
});

interface Held {
  id: string;
  system: string;
  identifier: string;
  clientId: string;
  establishment: string;
  /** The id of the request that it came of. */
  request: string;
}

/** A homologation credential for a system that no other journey has. */
async function credentialOf(owner: Page, approver: Page, words: string): Promise<Held> {
  const system = uniqueName(words);
  const { id: request, credential } = await approve(approver, await submitted(owner, { system, cnes }));
  const { credential: held } = await graph<{
    credential: { id: string; requesterIdentifier: string; clientId: string; establishment: { name: string } };
  }>(owner, 'query ($id: ID!) { credential(id: $id) { id requesterIdentifier clientId establishment { name } } }', {
    id: credential?.id,
  });
  const { id, requesterIdentifier: identifier, clientId, establishment } = held;
  return { id, system, identifier, clientId, establishment: establishment.name, request };
}

/** Does an act on a credential behind the page's back. */
async function change(person: Page, mutation: string, id: string, reason: string): Promise<void> {
  const answer = await graph<Record<string, { problems: unknown[] }>>(
    person,
    `mutation ($id: ID!, $reason: String!) { ${mutation}(id: $id, reason: $reason) { problems { message } } }`,
    { id, reason },
  );
  expect(answer[mutation]?.problems).toEqual([]);
}

async function search(elis: Page, text: string): Promise<void> {
  const field = elis.getByRole('searchbox', { name: 'Identificador, Client ID, estabelecimento ou sistema' });
  await field.fill(text);
  await field.press('Enter');
}

/** Presses the button of an act, gives the reason where there is one to give, and confirms. */
async function act(elis: Page, name: string, reason?: string): Promise<void> {
  await elis.getByRole('button', { name }).click();
  const dialog = elis.getByRole('dialog');
  if (reason) await dialog.getByLabel('Motivo').fill(reason);
  await dialog.getByRole('button', { name }).click();
  await expect(dialog).toHaveCount(0);
}

function stateOf(elis: Page, label: string) {
  return elis.locator('.page-title').getByText(label, { exact: true });
}

import type { CDPSession, Page } from '@playwright/test';
import pg from 'pg';
import { expectAccessible, violations } from './accessible.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';

/** Puts in a security key that Chromium itself plays, in this page alone; says by what it is known. */
async function insertKey(cdp: CDPSession): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

/** As if ten minutes had passed since it was proved in this page that it is its person. */
async function forgetProof(page: Page): Promise<void> {
  const { viewer } = await graph<{ viewer: { id: string } }>(page, '{ viewer { id } }');
  const url = new URL(process.env.TEST_PORTAL_DATABASE_URL ?? '');
  url.pathname = '/gateway';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client
    .query('update sessions set second_factor_at = null where person_id = $1', [viewer.id])
    .finally(() => client.end());
}

test('Elis cadastra a chave, o Portal pede por ela quando um ato precisa, faz o ato e nada do que digitou se perde', async ({
  reviewer,
}) => {
  const elis = await reviewer('elis');
  const cdp = await elis.context().newCDPSession(elis);
  await cdp.send('WebAuthn.enable');
  const first = await insertKey(cdp);
  await elis.goto('/administracao');
  await elis.getByRole('link', { name: 'Minhas chaves de segurança' }).click();
  await expect(elis.getByText('Você ainda não tem chaves').first()).toBeVisible();
  await elis.getByRole('link', { name: 'Entrar de novo' }).click();
  await elis.getByRole('button', { name: /^Elis/ }).click();
  const name = elis.getByRole('textbox', { name: 'Nome da chave' });
  const register = elis.getByRole('button', { name: 'Cadastrar chave' });
  await register.click();
  await expect(elis.getByText('Dê um nome à chave.').first()).toBeVisible();
  await name.fill('Chave do trabalho');
  await name.press('Enter');
  await expect(elis.getByText('Chave “Chave do trabalho” cadastrada.').first()).toBeVisible();
  await expect(elis.getByRole('row').filter({ hasText: 'Chave do trabalho' })).toContainText('Ainda não usada');
  await expectAccessible(elis, 'minhas-chaves');

  await forgetProof(elis);
  await name.fill('Reserva');
  await name.press('Enter');
  const dialog = elis.getByRole('dialog', { name: 'Confirme que é você' });
  await expect(dialog).toBeVisible();
  expect.soft(await violations(elis)).toEqual([]);
  await elis.keyboard.press('Escape');
  await expect(elis.getByText(/^Confirme que é você com a sua chave de segurança e repita/).first()).toBeVisible();
  await expect(name).toHaveValue('Reserva');
  await register.press('Enter');
  await dialog.getByRole('button', { name: 'Usar a chave' }).press('Enter');
  await expect(dialog).toBeHidden();
  // The act goes on by itself: the browser knows this key already.
  await expect(elis.getByText('Esta chave já está cadastrada. Use outra.').first()).toBeVisible();
  await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: first, enabled: false });
  const second = await insertKey(cdp);
  await register.click();
  await expect(elis.getByText('Chave “Reserva” cadastrada.').first()).toBeVisible();

  await forgetProof(elis);
  await elis.getByRole('button', { name: 'Remover a chave Chave do trabalho' }).click();
  await elis.getByRole('button', { name: 'Remover chave', exact: true }).click();
  await dialog.getByRole('button', { name: 'Usar a chave' }).click();
  await expect(elis.getByText('Chave “Chave do trabalho” removida.').first()).toBeVisible();
  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first });

  await elis.getByRole('button', { name: 'Remover a chave Reserva' }).click();
  await elis.getByRole('button', { name: 'Remover e ficar sem chave' }).click();
  await dialog.getByRole('button', { name: 'Usar a chave' }).click();
  await expect(elis.getByText('Você ainda não tem chaves').first()).toBeVisible();
  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: second });
});

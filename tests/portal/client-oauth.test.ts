import { expect, test } from 'vitest';
import { mutate } from './arrange.ts';
import { InstalledClient } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { Person, portalUrl } from './person.ts';
import { requestIn } from './stages.ts';

/** A program of a registered system: asks, and hears live, by its clientId and secret. */
const PROGRAM = `
  import * as api from '@portal-servicos/client';
  const { PORTAL_URL: url, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, REQUEST: id, AFTER: after } = process.env;
  const portal = api.createPortalClient({ url, token: api.clientCredentials({ url, clientId, clientSecret }) });
  const { accessRequest } = await portal.request(api.AccessRequestDocument, { id });
  console.log('request', accessRequest.protocol, accessRequest.state);
  for await (const { accessRequestChanged: { event } } of portal.subscribe(api.AccessRequestChangedDocument, { id, after })) {
    console.log('event', event.action);
    if (event.action === 'APPROVE') break;
  }
  const wrong = api.clientCredentials({ url, clientId, clientSecret: clientSecret + 'x' });
  await api.createPortalClient({ url, token: wrong }).request(api.PortfoliosDocument)
    .catch((error) => console.log(error.name, error.code));
`;

test('a system asks and hears by its own credential', async () => {
  const [ana, clara] = await Promise.all([Person.signIn('ana'), Person.signIn('clara')]);
  await using client = await InstalledClient.install();
  const after = await changesCursor(ana);
  const { id, protocol, credential } = await requestIn('APPROVED', { owner: ana, reviewer: clara });
  const { clientId } = (
    await ana.get<{ credential: { clientId: string } }>('query ($id: ID!) { credential(id: $id) { clientId } }', {
      id: credential?.id,
    })
  ).credential;
  const { secret } = await mutate<{ secret: string }>(
    ana,
    'rotateCredentialSecret',
    { id: credential?.id, overlapHours: 0 },
    'secret',
  );
  await client.file('system.mjs', PROGRAM);
  const env = { PORTAL_URL: portalUrl(), CLIENT_ID: clientId, CLIENT_SECRET: secret, REQUEST: id, AFTER: after };
  const { stdout, stderr } = await client.start('system.mjs', [], env).ended;
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    `request ${protocol} APPROVED`,
    ...['CREATE', 'SUBMIT', 'CLAIM', 'APPROVE'].map((action) => `event ${action}`),
    'OAuthError invalid_client',
  ]);
});

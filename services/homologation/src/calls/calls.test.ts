import { vaccination } from '@portal/judge/examples/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

interface Row {
  host: string;
  method: string;
  path: string;
  operation: string;
  status: number;
  codes: string[];
  connector: string;
  body_hmac: string | null;
  token_hmac: string | null;
  request: { headers: Record<string, string>; body: unknown };
  response: { headers: Record<string, string>; body: unknown };
}

const recordedOf = (credentialId: string) =>
  portal.orm.em
    .fork()
    .execute<Row[]>(
      `select call.* from call join call_of_credential on call_id = call.id where credential_id = ? order by call.id`,
      [credentialId],
    );

test('every call is there with what it came to, also those that were refused, and no token', async () => {
  const { certificate, accreditation } = await portal.accredited();
  const token = await portal.token(certificate);
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  const headers = { 'x-authorization-server': `Bearer ${token}`, authorization, 'user-agent': 'sistema/2.1' };
  await portal.call(`${portal.hosts.ehrUrl}/api/fhir/r4/Organization/2337991`, { headers });
  await portal.call(`${portal.hosts.ehrUrl}/api/fhir/r4/Encounter`, { headers });
  const calls = await recordedOf(accreditation.credentialId);
  expect(calls.map(({ host, operation, status, codes }) => [host, operation, status, codes])).toEqual([
    ['AUTH', 'token', 200, []],
    ['EHR', 'read-organization', 200, []],
    ['EHR', null, 400, ['EHR-ERR861']],
  ]);
  expect(calls.map(({ connector }) => connector)).toEqual(['teste/1.0', 'sistema/2.1', 'sistema/2.1']);
  expect(calls[1]?.token_hmac).toBe(calls[2]?.token_hmac);
  expect(JSON.stringify(calls)).not.toContain(token.slice(0, 40));
  expect(JSON.stringify(calls)).not.toContain(token.slice(-40));
});

test('of many at once each is recorded as its own', async () => {
  const two = await Promise.all(
    ['2337991', '2337991'].map(async () => {
      const { certificate, accreditation } = await portal.accredited();
      return { credentialId: accreditation.credentialId, token: await portal.token(certificate) };
    }),
  );
  const paths = Array.from({ length: 25 }, (_, number) => `/api/fhir/r4/Organization/${1000000 + number}`);
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  await Promise.all(
    two.flatMap(({ token }) =>
      paths.map((path) =>
        portal.call(`${portal.hosts.ehrUrl}${path}`, {
          headers: { 'x-authorization-server': `Bearer ${token}`, authorization, 'user-agent': 'sistema/2.1' },
        }),
      ),
    ),
  );
  for (const { credentialId } of two) {
    const calls = (await recordedOf(credentialId)).filter(({ host }) => host === 'EHR');
    expect(calls.map(({ path }) => path).sort()).toEqual(paths);
  }
});

test('what may be of a person is not kept, what is of nobody is', async () => {
  const { certificate, accreditation } = await portal.accredited();
  const token = await portal.token(certificate);
  const known = portal.population.people[0];
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  const headers = { 'x-authorization-server': `Bearer ${token}`, authorization };
  const real = ['52998224725', '529.982.247-25', '898001160660761', 'Fulana de Tal', 'Mãe de Tal'];
  const bundle = vaccination() as Record<string, unknown>;
  bundle.text = { div: `<div>Fulana de Tal, CPF 529.982.247-25</div>` };
  bundle.note = [{ text: 'Fulana de Tal' }];
  bundle['52998224725'] = { value: '52998224725', cns: '898001160660761' };
  bundle.known = { value: known?.cpf };
  const query = new URLSearchParams({
    name: 'Fulana de Tal',
    'mothers-name': 'Mãe de Tal',
    identifier: 'x|52998224725',
  });
  const { ehrUrl } = portal.hosts;
  await portal.call(`${ehrUrl}/api/fhir/r4/Bundle`, { method: 'POST', headers, body: JSON.stringify(bundle) });
  await portal.call(`${ehrUrl}/api/fhir/r4/Patient?${query}`, { headers });
  await portal.call(`${ehrUrl}/api/fhir/r4/Patient/898001160660761`, {
    headers: { ...headers, authorization: '898001160660761' },
  });
  const kept = JSON.stringify(await recordedOf(accreditation.credentialId));
  for (const text of real) expect(kept).not.toContain(text);
  expect(kept).toContain(known?.cpf);
  expect(kept).toContain('BRImunobiologico');
});

test('the same body is told by its HMAC, with a key', async () => {
  const { certificate, accreditation } = await portal.accredited();
  const token = await portal.token(certificate);
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  const headers = { 'x-authorization-server': `Bearer ${token}`, authorization };
  const url = `${portal.hosts.ehrUrl}/api/fhir/r4/Bundle`;
  for (const body of ['{"a":1}', '{"a":1}', '{"a":2}']) await portal.call(url, { method: 'POST', headers, body });
  const [, first, second, third] = (await recordedOf(accreditation.credentialId)).map(({ body_hmac }) => body_hmac);
  expect(first).toBe(second);
  expect(first).not.toBe(third);
});

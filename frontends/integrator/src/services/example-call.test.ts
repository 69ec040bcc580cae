import { expect, it } from 'vitest';
import { exampleCall } from './example-call.ts';

const ehr = { url: 'https://ehr.example', authUrl: 'https://auth.example' };

it('a query carries the token, the professional and the name of the system', () => {
  expect(exampleCall({ method: 'GET', path: '/api/fhir/r4/Organization/{cnes|cnpj}' }, ehr)).toBe(
    [
      'curl --cacert autoridade-de-teste.pem',
      '--header "X-Authorization-Server: Bearer $TOKEN"',
      '--header "Authorization: CNS_DO_PROFISSIONAL"',
      '--header "User-Agent: SEU_SISTEMA/1.0"',
      '"https://ehr.example/api/fhir/r4/Organization/CNES"',
    ].join(' \\\n  '),
  );
});

it('a document is sent from its file, and a context as it is', () => {
  expect(exampleCall({ method: 'POST', path: '/api/fhir/r4/Bundle' }, ehr)).toContain('--data @documento.json');
  expect(exampleCall({ method: 'POST', path: '/api/contexto-atendimento' }, ehr)).toContain('"cnsPaciente"');
  expect(exampleCall({ method: 'DELETE', path: '/api/fhir/r4/Bundle/{id}' }, ehr)).toContain('--request DELETE');
});

it('a token is asked for with the certificate alone', () => {
  const auth = { url: ehr.authUrl, authUrl: ehr.authUrl };
  const call = exampleCall({ method: 'GET', path: '/api/token' }, auth);
  expect(call).toContain('--cert SEU_CERTIFICADO.pem');
  expect(call).not.toContain('--header');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClientCertificate, type HostAnswer, openTestHosts, type TestHosts } from '../testing/hosts.ts';

let portal: TestHosts;
let certificate: ClientCertificate;
let token: string;
beforeAll(async () => {
  portal = await openTestHosts();
  ({ certificate } = await portal.accredited());
  token = await portal.token(certificate);
});
afterAll(() => portal[Symbol.asyncDispose]());

const [operator, colleague] = [0, 1].map((index) => () => portal.population.professionalsAt('2337991')[index]) as [
  () => NonNullable<ReturnType<TestHosts['population']['professional']>>,
  () => NonNullable<ReturnType<TestHosts['population']['professional']>>,
];

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<HostAnswer> {
  const own = { 'x-authorization-server': `Bearer ${token}`, authorization: operator().cns };
  return portal.call(`${portal.hosts.ehrUrl}${path}`, { method, headers: { ...own, ...headers } });
}
const fhir = (path: string) => get(`/api/fhir/r4/${path}`);
const refusal = ({ status, json }: HostAnswer) => `${status} ${json.issue[0].diagnostics.slice(0, 12)}`;
const person = (kind: string) =>
  portal.population.people.find((one) => one.kind === kind) as {
    cpf: string;
    cns: string;
    name: string;
    motherName: string;
    birthplace: string;
  };
const naming = (system: string, value: string) =>
  encodeURIComponent(`http://rnds.saude.gov.br/fhir/r4/NamingSystem/${system}|${value}`);

describe('who calls', () => {
  test('metadata is told to everybody, with the version that programs look for', async () => {
    const { status, json, headers } = await portal.call(`${portal.hosts.ehrUrl}/api/fhir/r4/metadata`);
    expect([status, json.resourceType, json.software.version, json.fhirVersion]).toEqual([
      200,
      'CapabilityStatement',
      '4.2.0',
      '4.0.1',
    ]);
    expect(headers['content-type']).toMatch('application/fhir+json');
  });

  test.each([
    ['no token', { 'x-authorization-server': '' }, '401 (EHR-ERR932)'],
    ['a token without Bearer', { 'x-authorization-server': 'x.y.z' }, '401 (EHR-ERR931)'],
    ['no professional', { authorization: '' }, '401 (EHR-ERR932)'],
    ['a professional by CPF', { authorization: 'cpf' }, '403 (EHR-ERR906)'],
    ['a professional without work at the establishment', { authorization: 'stranger' }, '403 (EHR-ERR906)'],
    ['a professional that nobody knows', { authorization: '700000000000005' }, '403 (EHR-ERR906)'],
  ])('%s is refused', async (_what, headers, expected) => {
    const stranger = portal.population.professionals.find((one) => !portal.population.bonded(one, '2337991'));
    const values: Record<string, string> = { cpf: operator().cpf, stranger: stranger?.cns ?? '' };
    const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, values[value] ?? value]));
    expect(refusal(await get('/api/fhir/r4/Organization/2337991', filled))).toBe(expected);
  });

  test('a call without a User-Agent is told what the RNDS only hangs up on', async () => {
    const answer = await get('/api/fhir/r4/Organization/2337991', { 'user-agent': '' });
    expect([answer.status, answer.json.issue[0].diagnostics]).toEqual([400, expect.stringContaining('User-Agent')]);
  });

  test('an operation that there is not is refused by 861', async () => {
    for (const answer of [
      await get('//'),
      await get('/http://[x/?a?b'),
      await fhir('Encounter'),
      await get('/api/fhir/r4/Patient', {}, 'POST'),
      await get('/api/outra'),
    ]) {
      expect(refusal(answer)).toBe('400 (EHR-ERR861)');
    }
  });
});

describe('people', () => {
  test('are found by CPF and CNS, and read by their CNS', async () => {
    const { cpf, cns, name } = person('ORDINARY');
    for (const asked of [naming('cpf', cpf), naming('cns', cns)]) {
      const { json } = await fhir(`Patient?identifier=${asked}`);
      expect([json.total, json.entry[0].resource.id, json.entry[0].resource.name[0].text]).toEqual([1, cns, name]);
    }
    expect((await fhir(`Patient/${cns}`)).json.id).toBe(cns);
    expect((await fhir(`Patient/${person('UNKNOWN').cns}`)).json.issue[0].diagnostics).toBe(
      `Resource Patient/${person('UNKNOWN').cns} is not known`,
    );
  });

  test('that are none are an empty answer', async () => {
    const { status, json } = await fhir(`Patient?identifier=${naming('cpf', person('UNKNOWN').cpf)}`);
    expect([status, json.total, json.entry]).toEqual([200, 0, []]);
  });

  test('show what is to be met with', async () => {
    const found = async (kind: string) => (await fhir(`Patient?identifier=${naming('cpf', person(kind).cpf)}`)).json;
    expect((await found('TWO_RECORDS')).total).toBe(2);
    expect((await found('INACTIVE')).entry[0].resource.active).toBe(false);
    expect((await found('NO_DEFINITIVE_CNS')).entry[0].resource.id).toMatch(/^7/);
  });

  test('are found by name and mother, whatever the accents', async () => {
    const { name, motherName, birthplace, cns } = person('ORDINARY');
    const plain = encodeURIComponent(name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase());
    const { json } = await fhir(
      `Patient?name=${plain}&mothers-name=${encodeURIComponent(motherName)}&birthplace=${birthplace}`,
    );
    expect(json.entry.map(({ resource }: { resource: { id: string } }) => resource.id)).toContain(cns);
  });

  test.each([
    ['another system', `identifier=${naming('rg', '1')}`, '400 (EHR-ERR937)'],
    ['a name alone', 'name=Maria', '400 (EHR-ERR849)'],
    ['nothing', '', '400 (EHR-ERR849)'],
    ['a place that is none', 'name=Maria&birthplace=2507507', '400 (EHR-ERR850)'],
    ['a modifier', 'name:exact=Maria&birthdate=1980-01-01', '400 (EHR-ERR851)'],
  ])('asked for by %s are refused', async (_what, query, expected) => {
    expect(refusal(await fhir(`Patient?${query}`))).toBe(expected);
  });
});

describe('professionals and establishments', () => {
  test('are read and found', async () => {
    const { cns, cpf } = operator();
    expect((await fhir(`Practitioner/${cns}`)).json.id).toBe(cns);
    expect((await fhir(`Practitioner?identifier=${naming('cpf', cpf)}`)).json.total).toBe(1);
    expect((await fhir(`PractitionerRole/${cns}-2337991`)).json.code[0].coding[0].system).toMatch(/rnds-cbo-1\.0$/);
    expect((await fhir(`Organization/2337991`)).json.identifier[0].value).toBe('2337991');
    expect((await fhir(`Organization?identifier=${naming('cnes', '2337991')}`)).json.total).toBe(1);
  });

  test('whose bond is asked for are found where there is one', async () => {
    const both = `practitioner.identifier=${naming('cns', colleague().cns)}&organization.identifier=${naming('cnes', '2337991')}`;
    expect((await fhir(`PractitionerRole?${both}`)).json.entry[0].resource.id).toBe(`${colleague().cns}-2337991`);
    expect((await fhir(`PractitionerRole?organization.identifier=${naming('cnes', '2337991')}`)).json.total).toBe(10);
  });

  test.each([
    ['PractitionerRole', '400 (EHR-ERR877)'],
    [`Practitioner?identifier=${naming('rg', '1')}`, '400 (EHR-ERR935)'],
    [`Organization?identifier=${naming('rg', '1')}`, '400 (EHR-ERR936)'],
    ['Organization/', '400 Invalid requ'],
    ['Practitioner/1', '404 Resource Pra'],
    ['Organization/7654321', '404 Resource Org'],
  ])('%s is refused', async (path, expected) => {
    expect(refusal(await fhir(path))).toBe(expected);
  });
});

describe('codes', () => {
  const system = encodeURIComponent('http://www.saude.gov.br/fhir/r4/CodeSystem/BRImunobiologico');
  test('are looked up in the guides', async () => {
    const { json } = await fhir(`CodeSystem/$lookup?system=${system}&code=55`);
    expect(json.parameter).toContainEqual({ name: 'code', valueCode: '55' });
  });

  test.each([
    [`system=${system}`, '400 (EHR-ERR852)'],
    [`system=${system}&code=nada`, '404 Unable to fi'],
    ['system=http%3A%2F%2Fx&code=1', '422 (EHR-ERR885)'],
  ])('by %s are refused', async (query, expected) => {
    expect(refusal(await fhir(`CodeSystem/$lookup?${query}`))).toBe(expected);
  });
});

describe('a context of care', () => {
  const open = (body: object | string) =>
    portal.call(`${portal.hosts.ehrUrl}/api/contexto-atendimento`, {
      method: 'POST',
      headers: { 'x-authorization-server': `Bearer ${token}`, authorization: operator().cns },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const right = () => ({ cnes: '2337991', cnsProfissional: operator().cns, cnsPaciente: person('ORDINARY').cns });

  test('is a token', async () => {
    const { status, json } = await open(right());
    expect([status, typeof json.access_token]).toEqual([200, 'string']);
  });

  test('is refused with its code, whatever is wrong', async () => {
    const { cnes, cnsProfissional, cnsPaciente } = right();
    const answers = [
      await open({ cnsProfissional, cnsPaciente }),
      await open({ cnes, cnsPaciente }),
      await open({ cnes, cnsProfissional }),
      await open({ ...right(), cnsProfissional: colleague().cns }),
      await open({ ...right(), cnes: '7654321' }),
      await open({ ...right(), cnes: portal.population.establishments[0]?.cnes }),
      await open({ ...right(), cnsPaciente: person('UNKNOWN').cns }),
      await open('{'),
    ];
    expect(answers.map((answer) => refusal(answer).replace('422 ', ''))).toEqual([
      '(EHR-ERR902)',
      '(EHR-ERR903)',
      '(EHR-ERR904)',
      '(EHR-ERR898)',
      '(EHR-ERR900)',
      '(EHR-ERR899)',
      '(EHR-ERR983)',
      'O corpo é um',
    ]);
  });
});

test('where there is no time to judge, write XML or look up a code, it is said that this is no error of who calls', async () => {
  await using hurried = await openTestHosts({}, { withinMs: 1 });
  const { certificate: client } = await hurried.accredited();
  const [one] = hurried.population.professionalsAt('2337991');
  const headers = {
    'x-authorization-server': `Bearer ${await hurried.token(client)}`,
    authorization: one?.cns ?? '',
  };
  const asked = (path: string, call = {}) =>
    hurried.call(`${hurried.hosts.ehrUrl}/api/fhir/r4/${path}`, { headers, ...call });
  for (const answer of [
    await asked('CodeSystem/$lookup?system=http://hl7.org/fhir/bundle-type&code=document'),
    await asked('Organization/2337991?_format=xml'),
    await asked('Bundle', { method: 'POST', body: '{}' }),
  ]) {
    expect([answer.status, answer.headers['retry-after'], answer.json.issue[0].diagnostics]).toEqual([
      503,
      '5',
      expect.stringContaining('Não é erro do seu sistema'),
    ]);
  }
});

import { beforeAll, describe, expect, test } from 'vitest';
import { act, completeDraft, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { contentOf } from './reading.ts';

let ana: Person;

beforeAll(async () => {
  ({ ana } = await signedIn('ana'));
});

describe('a wrong value', () => {
  let draft: { id: string; version: number };
  let before: Record<string, unknown>;
  beforeAll(async () => {
    draft = await completeDraft(ana);
    before = await contentOf(ana, draft.id);
  });

  const many = (count: number, item: (index: number) => string) => Array.from({ length: count }, (_, i) => item(i));
  const system = (fields: Record<string, unknown>) => ({ system: fields });
  const manager = (fields: Record<string, unknown>) => ({ manager: fields });
  const ip = (range: string): [string, Record<string, unknown>, string[]] => [
    `the IP ${range}`,
    system({ ipRanges: ['200.130.7.0/24', range] }),
    ['system', 'ipRanges', '1'],
  ];

  test('more of them in one variable than are told one by one are the program’s fault still', async () => {
    const input = { ...pick(draft), system: { ipRanges: Array(60).fill({}) } };
    const query =
      'mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { problems { code } } }';
    const { data, errors } = await ana.ask(query, { input });
    expect(data ?? null).toBeNull();
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(errors?.map(({ message }) => message)).toContain(
      'As variáveis da operação têm valores errados demais; só os primeiros 50 são mostrados.',
    );
    expect(await contentOf(ana, draft.id)).toEqual(before);
  });

  test.for<[string, Record<string, unknown>, string[]]>([
    ['a CNES of six digits', { establishmentCnes: '233799' }, ['establishmentCnes']],
    ['a CNES with letters', { establishmentCnes: '233799A' }, ['establishmentCnes']],
    ['a CNES with a NUL', { establishmentCnes: '2337991\0' }, ['establishmentCnes']],
    ['a CNPJ with wrong check digits', { establishmentCnpj: '11222333000182' }, ['establishmentCnpj']],
    ['a CNPJ of one digit only', { establishmentCnpj: '00000000000000' }, ['establishmentCnpj']],
    ['a CNPJ with a letter at its end', { establishmentCnpj: '1122233300018A' }, ['establishmentCnpj']],
    [
      'what the CNES knows, told otherwise',
      { establishment: { name: 'Outro nome', uf: 'SP', municipality: 'São Paulo' } },
      ['establishment'],
    ],
    ['a CPF with wrong check digits', manager({ cpf: '12345678900' }), ['manager', 'cpf']],
    ['a CPF of one digit only', manager({ cpf: '11111111111' }), ['manager', 'cpf']],
    ['a CPF of ten digits', manager({ cpf: '1234567890' }), ['manager', 'cpf']],
    ['an e-mail without a domain', manager({ email: 'maria@' }), ['manager', 'email']],
    ['an e-mail with a space', manager({ email: 'maria lima@exemplo.com.br' }), ['manager', 'email']],
    ['two e-mails', manager({ email: 'a@exemplo.com.br,b@exemplo.com.br' }), ['manager', 'email']],
    [
      'an e-mail with a line break',
      manager({ email: 'a@exemplo.com.br\nBcc: b@exemplo.com.br' }),
      ['manager', 'email'],
    ],
    ['an e-mail of 255 characters', manager({ email: `${'a'.repeat(238)}@exemplo.com.br.ab` }), ['manager', 'email']],
    ['a phone without area code', manager({ phone: '98765432' }), ['manager', 'phone']],
    ['a phone with an unknown area code', manager({ phone: '20998765432' }), ['manager', 'phone']],
    ['a phone of another country', manager({ phone: '+1 212 555 0100' }), ['manager', 'phone']],
    ['a name without a surname', manager({ name: 'Maria' }), ['manager', 'name']],
    ['a name of 121 characters', manager({ name: `Maria ${'a'.repeat(115)}` }), ['manager', 'name']],
    ['a name with a NUL', manager({ name: 'Maria\0 Lima' }), ['manager', 'name']],
    ['a system’s name of one character', system({ name: 'S' }), ['system', 'name']],
    ['a system’s name of 101 characters', system({ name: 'é'.repeat(101) }), ['system', 'name']],
    ['half a surrogate pair in a name', system({ name: 'Sistema \ud83d' }), ['system', 'name']],
    ['a description of 19 characters', system({ description: 'a'.repeat(19) }), ['system', 'description']],
    ['a description of 1,001 characters', system({ description: 'a'.repeat(1001) }), ['system', 'description']],
    ['a description of 900,000 characters', system({ description: 'a'.repeat(900_000) }), ['system', 'description']],
    ['a vendor of 101 characters', system({ vendor: 'a'.repeat(101) }), ['system', 'vendor']],
    ['a database of 101 characters', system({ database: 'a'.repeat(101) }), ['system', 'database']],
    ['attendances below zero', system({ monthlyVolume: -1 }), ['system', 'monthlyVolume']],
    ['100,000,000 attendances', system({ monthlyVolume: 100_000_000 }), ['system', 'monthlyVolume']],
    ['21 other systems', system({ integratesWith: many(21, (i) => `Sistema ${i}`) }), ['system', 'integratesWith']],
    ['an empty other system', system({ integratesWith: ['SISREG', ''] }), ['system', 'integratesWith', '1']],
    ['a long other system', system({ integratesWith: ['a'.repeat(101)] }), ['system', 'integratesWith', '0']],
    ['51 ranges', system({ ipRanges: many(51, (i) => `200.130.${i}.0/24`) }), ['system', 'ipRanges']],
    ...[
      '10.1.2.3',
      '192.168.0.0/16',
      '172.16.5.0/24',
      '127.0.0.1',
      '100.64.0.1',
      '169.254.1.1',
      'fd00::1',
      'fe80::1',
      '::1',
      '::ffff:10.0.0.1',
      '8.0.0.0/5',
    ].map(ip),
    ...[
      '200.130.5',
      '200.130.5.256',
      '200.130.5.0/33',
      '200.130.5.0/-1',
      '2804::/129',
      '2804:::1',
      'exemplo.com.br',
      '',
      '200.130.5.1/24/24',
      '٢٠٠.130.5.1',
    ].map(ip),
    ['201 child establishments', { childEstablishments: many(201, () => '2313499') }, ['childEstablishments']],
    ['a child that is no number', { childEstablishments: ['nada'] }, ['childEstablishments', '0']],
    ['a child nobody knows', { childEstablishments: ['9999999'] }, ['childEstablishments', '0']],
    ['a child of another state', { childEstablishments: ['2313499'] }, ['childEstablishments', '0']],
    ['the main establishment as a child', { childEstablishments: ['2337991'] }, ['childEstablishments', '0']],
    [
      'a child twice',
      { establishmentCnes: '2313499', childEstablishments: ['2313502', '2313510', '2313502'] },
      ['childEstablishments', '2'],
    ],
    ['a certificate that is none', { certificatePem: 'nada' }, ['certificatePem']],
    [
      'a certificate of nonsense',
      { certificatePem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      ['certificatePem'],
    ],
    ['a certificate of 900,000 characters', { certificatePem: 'A'.repeat(900_000) }, ['certificatePem']],
    ['an unknown service', { services: ['nada'] }, ['services', '0']],
    ['a service of another portfolio', { services: ['cnes-estabelecimento-saude-service'] }, ['services', '0']],
  ])('%s is refused at its path, and so is the whole call', async ([, wrong, path]) => {
    // What is right beside it must not be kept either.
    const right = { origin: 'MINISTRY', acceptedTerms: false, ...wrong };
    const problems = await refused(act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...right } }));
    expect(problems).toEqual([{ code: 'INVALID', path }]);
    expect(await contentOf(ana, draft.id)).toEqual(before);
  });

  test('several at once are told at once', async () => {
    const input = {
      ...pick(draft),
      establishmentCnes: '1',
      manager: { cpf: '1', email: 'x', phone: '1', name: 'y' },
      system: { name: 'z', ipRanges: ['10.0.0.1', 'x'] },
      childEstablishments: ['y'],
      certificatePem: 'w',
    };
    const problems = await refused(act(ana, 'updateAccessRequest', { input }));
    expect(problems.map(({ path }) => path?.join('.')).toSorted()).toEqual([
      'certificatePem',
      'childEstablishments.0',
      'establishmentCnes',
      'manager.cpf',
      'manager.email',
      'manager.name',
      'manager.phone',
      'system.ipRanges.0',
      'system.ipRanges.1',
      'system.name',
    ]);
    expect(await contentOf(ana, draft.id)).toEqual(before);
  });

  test('is not repeated in what is said of it', async () => {
    const cpf = '98765432100'.replace(/0$/, '1');
    const { problems } = await act(ana, 'updateAccessRequest', { input: { ...pick(draft), manager: { cpf } } });
    expect(JSON.stringify(problems)).not.toContain(cpf);
  });
});

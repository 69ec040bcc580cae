import { beforeAll, describe, expect, test } from 'vitest';
import {
  act,
  anyCpf,
  completeContent,
  completeDraft,
  contentWithoutCertificate,
  done,
  firstService,
  newDraft,
  pick,
  refused,
  uniqueName,
} from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { Person } from './person.ts';
import { bring, homologationCredential, requestIn, resubmitted } from './stages.ts';

let ana: Person;
let bruno: Person;
let clara: Person;
let fabio: Person;

beforeAll(async () => {
  [ana, bruno, clara, fabio] = await Promise.all([
    Person.signIn('ana'),
    Person.signIn('bruno'),
    Person.signIn('clara'),
    Person.signIn('fabio'),
  ]);
});

const UNKNOWN_IDS = [
  '01920000-0000-7000-8000-000000000000',
  'nada',
  '',
  '0',
  '\0',
  '🙂',
  "' or 1=1 --",
  'x'.repeat(10_000),
];

/** Everything that a draft holds. */
async function contentOf(person: Person, id: string): Promise<Record<string, unknown>> {
  const { accessRequest } = await person.get<{ accessRequest: Record<string, unknown> }>(
    `query ($id: ID!) { accessRequest(id: $id) {
       version state origin services { slug } acceptedTermsAt
       establishment { cnes cnpj name uf municipality verified } childEstablishments { cnes }
       manager { name cpf email phone } certificate { sha256 }
       system { name description vendor database webApplication ipRanges monthlyVolume integratesWith }
       warnings { code path } history { action } } }`,
    { id },
  );
  return accessRequest;
}

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

describe('a draft', () => {
  test('keeps what is absent, forgets what is null, merges objects key by key, replaces lists whole', async () => {
    const draft = await completeDraft(ana);
    const whole = await contentOf(ana, draft.id);
    const changes = {
      manager: { phone: null, name: 'José da Silva' },
      system: {
        vendor: 'Fornecedor',
        ipRanges: ['200.130.9.1'],
        integratesWith: ['SISREG', 'e-SUS'],
        monthlyVolume: null,
      },
    };
    const changed = await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...changes } }));
    expect(await contentOf(ana, draft.id)).toEqual({
      ...whole,
      version: draft.version + 1,
      manager: { ...(whole.manager as object), phone: null, name: 'José da Silva' },
      system: {
        ...(whole.system as object),
        vendor: 'Fornecedor',
        ipRanges: ['200.130.9.1/32'],
        integratesWith: ['SISREG', 'e-SUS'],
        monthlyVolume: null,
      },
    });
    const erased = {
      origin: null,
      establishmentCnes: null,
      establishmentCnpj: null,
      establishment: null,
      childEstablishments: null,
      manager: null,
      certificatePem: null,
      system: null,
      services: null,
      acceptedTerms: null,
    };
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(changed), ...erased } }));
    const empty = await contentOf(ana, draft.id);
    expect(empty).toMatchObject({
      origin: null,
      establishment: null,
      childEstablishments: [],
      manager: null,
      certificate: null,
      services: [],
      acceptedTermsAt: null,
      warnings: [],
    });
    for (const value of Object.values((empty.system ?? {}) as object)) expect([null, []]).toContainEqual(value);
  });

  test('takes ranges with host bits, and everybody’s, with a warning each', async () => {
    const draft = await newDraft(ana, 'cnes');
    const ipRanges = ['200.130.5.77/24', '0.0.0.0/0', '2804:14C::1', '200.130.6.1'];
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { ipRanges } } }));
    const { system, warnings } = await contentOf(ana, draft.id);
    expect(system).toMatchObject({ ipRanges: ['200.130.5.0/24', '0.0.0.0/0', '2804:14c::1/128', '200.130.6.1/32'] });
    expect(warnings).toEqual([
      { code: 'IP_NORMALISED', path: ['system', 'ipRanges', '0'] },
      { code: 'IP_ANY', path: ['system', 'ipRanges', '1'] },
    ]);
  });

  test('keeps letters and signs of any script as they are', async () => {
    const draft = await newDraft(ana, 'cnes');
    const name = `Sistema Çedilha ñ 日本語 🏥 ${'e\u0301'}`;
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { name } } }));
    expect((await contentOf(ana, draft.id)).system).toMatchObject({ name: name.normalize('NFC') });
  });

  test('takes values as people type them', async () => {
    const draft = await newDraft(ana, 'cnes');
    const input = {
      ...pick(draft),
      establishmentCnes: ' 233.7991 ',
      manager: {
        cpf: '529.982.247-25',
        phone: '+55 (62) 99876-5432',
        email: ' Maria@Exemplo.COM.br ',
        name: ' Maria   Lima ',
      },
    };
    await done(act(ana, 'updateAccessRequest', { input }));
    expect(await contentOf(ana, draft.id)).toMatchObject({
      establishment: { cnes: '2337991', uf: 'GO', verified: true },
      manager: { cpf: '52998224725', phone: '62998765432', email: 'Maria@exemplo.com.br', name: 'Maria Lima' },
    });
  });

  test('of a bronze account is kept, and not sent', async () => {
    const draft = await newDraft(fabio, 'cnes');
    const filled = await done(
      act(fabio, 'updateAccessRequest', { input: { ...pick(draft), ...contentWithoutCertificate() } }),
    );
    const before = await contentOf(fabio, draft.id);
    expect(await refused(act(fabio, 'submitAccessRequest', pick(filled)))).toEqual([
      { code: 'NOT_ALLOWED', path: null },
    ]);
    expect(await contentOf(fabio, draft.id)).toEqual(before);
    const { accessRequest } = await fabio.get<{ accessRequest: { allowedActions: string[] } }>(
      'query ($id: ID!) { accessRequest(id: $id) { allowedActions } }',
      { id: draft.id },
    );
    expect(accessRequest.allowedActions.toSorted()).toEqual(['ATTACH_EVIDENCE', 'CANCEL', 'EDIT', 'REMOVE_EVIDENCE']);
  });
});

describe('submitting', () => {
  const REQUIRED = [
    'acceptedTerms',
    'establishmentCnes',
    'manager.cpf',
    'manager.email',
    'manager.name',
    'manager.phone',
    'origin',
    'system.description',
    'system.ipRanges',
    'system.monthlyVolume',
    'system.name',
    'system.webApplication',
  ];
  const submitProblems = async (request: { id: string; version: number }) =>
    (await refused(act(ana, 'submitAccessRequest', pick(request)))).map(
      ({ code, path }) => `${code} ${path?.join('.')}`,
    );

  test('an empty draft is told everything that is missing', async () => {
    const cnes = await newDraft(ana, 'cnes');
    expect((await submitProblems(cnes)).toSorted()).toEqual(REQUIRED.map((path) => `REQUIRED ${path}`));
    const rnds = await newDraft(ana, 'rnds');
    expect((await submitProblems(rnds)).toSorted()).toEqual(
      [...REQUIRED, 'certificatePem'].toSorted().map((path) => `REQUIRED ${path}`),
    );
    expect(await contentOf(ana, rnds.id)).toMatchObject({ state: 'DRAFT', version: rnds.version });
  });

  test.for([
    [{ origin: null }, 'origin'],
    [{ establishmentCnes: null }, 'establishmentCnes'],
    [{ manager: { name: null } }, 'manager.name'],
    [{ manager: { cpf: null } }, 'manager.cpf'],
    [{ manager: { email: null } }, 'manager.email'],
    [{ manager: { phone: null } }, 'manager.phone'],
    [{ system: { name: null } }, 'system.name'],
    [{ system: { description: null } }, 'system.description'],
    [{ system: { webApplication: null } }, 'system.webApplication'],
    [{ system: { monthlyVolume: null } }, 'system.monthlyVolume'],
    [{ system: { ipRanges: [] } }, 'system.ipRanges'],
    [{ services: [] }, 'services'],
    [{ acceptedTerms: false }, 'acceptedTerms'],
  ] as [Record<string, unknown>, string][])('without %j', async ([missing, path]) => {
    const draft = await newDraft(ana, 'cnes');
    const filled = await done(
      act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...contentWithoutCertificate() } }),
    );
    const input = { ...pick(filled), ...missing };
    const taken = await done(act(ana, 'updateAccessRequest', { input }));
    const before = await contentOf(ana, draft.id);
    expect(await submitProblems(taken)).toEqual([`REQUIRED ${path}`]);
    expect(await contentOf(ana, draft.id)).toEqual(before);
  });

  test('a draft that may hold no attendances and no web application at all', async () => {
    const content = contentWithoutCertificate();
    Object.assign(content.system as object, { monthlyVolume: 0, webApplication: false });
    expect((await requestIn('SUBMITTED', { owner: ana, reviewer: clara }, { content })).state).toBe('SUBMITTED');
  });

  test('without a certificate where the portfolio asks for one', async () => {
    const draft = await completeDraft(ana);
    const without = await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), certificatePem: null } }));
    expect(await submitProblems(without)).toEqual(['REQUIRED certificatePem']);
  });

  test('with a manager who is not the certificate’s holder', async () => {
    const draft = await completeDraft(ana);
    const other = await act(ana, 'updateAccessRequest', { input: { ...pick(draft), manager: { cpf: anyCpf() } } });
    const paths =
      other.problems.length > 0
        ? other.problems
        : (await act(ana, 'submitAccessRequest', pick(other.accessRequest ?? draft))).problems;
    expect(paths).toMatchObject([{ code: 'INVALID' }]);
    expect((await contentOf(ana, draft.id)).state).toBe('DRAFT');
  });

  test('twice at once: exactly one goes through', async () => {
    const draft = await requestIn('DRAFT', { owner: ana, reviewer: clara });
    const answers = await Promise.all([1, 2, 3, 4].map(() => act(ana, 'submitAccessRequest', pick(draft))));
    const codes = answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted();
    expect(codes).toEqual(['STALE_VERSION', 'STALE_VERSION', 'STALE_VERSION', 'done']);
    const { history, version } = await contentOf(ana, draft.id);
    expect(history).toEqual([{ action: 'CREATE' }, { action: 'SUBMIT' }]);
    expect(version).toBe(draft.version + 1);
  });

  test('a second open request for the same system: DUPLICATE at system.name', async () => {
    const cast = { owner: ana, reviewer: clara };
    const name = uniqueName('Prontuário Água');
    const first = await requestIn('SUBMITTED', cast, { content: contentWithoutCertificate(name) });
    const same = { content: contentWithoutCertificate(`  ${name.toUpperCase().replaceAll('Á', 'a')} `) };
    const second = await requestIn('DRAFT', cast, same);
    expect(await submitProblems(second)).toEqual(['DUPLICATE system.name']);
    // Another portfolio, another establishment and another person are other systems.
    await requestIn('SUBMITTED', cast, { ...same, portfolio: 'sigtap' });
    await requestIn('SUBMITTED', cast, { content: { ...same.content, establishmentCnes: '2313499' } });
    await requestIn('SUBMITTED', { owner: bruno, reviewer: clara }, same);
    // What is over no longer counts.
    await done(act(ana, 'cancelAccessRequest', pick(first)));
    expect((await done(act(ana, 'submitAccessRequest', pick(second)))).state).toBe('SUBMITTED');
  });

  test('two drafts of one system at once: one goes through', async () => {
    const cast = { owner: ana, reviewer: clara };
    const content = contentWithoutCertificate();
    const drafts = [await requestIn('DRAFT', cast, { content }), await requestIn('DRAFT', cast, { content })];
    const answers = await Promise.all(drafts.map((draft) => act(ana, 'submitAccessRequest', pick(draft))));
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted()).toEqual(['DUPLICATE', 'done']);
  });
});

describe('a stale version', () => {
  test.each(['updateAccessRequest', 'submitAccessRequest', 'cancelAccessRequest'])(
    '%s: STALE_VERSION, with the request as it is',
    async (mutation) => {
      const draft = await requestIn('DRAFT', { owner: ana, reviewer: clara });
      for (const version of [draft.version - 1, draft.version + 1, 0, -1]) {
        const target = { id: draft.id, version };
        const variables = mutation === 'updateAccessRequest' ? { input: { ...target, origin: 'MINISTRY' } } : target;
        const { accessRequest, problems } = await act(ana, mutation, variables);
        expect(problems).toMatchObject([{ code: 'STALE_VERSION' }]);
        expect(accessRequest).toMatchObject(pick(draft));
      }
    },
  );
});

describe('an id that is nobody’s', () => {
  const onRequests: [string, Record<string, unknown>][] = [
    ['updateAccessRequest', { origin: 'MINISTRY' }],
    ['submitAccessRequest', {}],
    ['cancelAccessRequest', {}],
  ];
  const REASONS = [{ code: 'OTHER', message: 'Motivo.' }];
  const onReviews: [string, Record<string, unknown>][] = [
    ['claimAccessRequest', {}],
    ['releaseAccessRequest', {}],
    ['approveAccessRequest', {}],
    ['requestChanges', { reasons: REASONS }],
    ['rejectAccessRequest', { reasons: REASONS }],
  ];

  test.for([...onRequests, ...onReviews])('%s: NOT_FOUND', async ([mutation, more]) => {
    const person = onReviews.some(([name]) => name === mutation) ? clara : ana;
    for (const id of UNKNOWN_IDS) {
      const variables =
        mutation === 'updateAccessRequest' ? { input: { id, version: 1, ...more } } : { id, version: 1, ...more };
      const { accessRequest, problems } = await act(person, mutation, variables);
      expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
      expect(accessRequest).toBeNull();
    }
  });

  test('the acts without a version', async () => {
    for (const id of UNKNOWN_IDS) {
      const answers = [
        act(clara, 'assessRequirement', { id, requirement: 'BUNDLE', verdict: 'PROVEN' }),
        act(ana, 'removeEvidence', { id }),
        act(ana, 'labelEvidence', { id, requirements: [] }),
        act(ana, 'createProductionRequest', { input: { credentialId: id } }),
      ];
      for (const answer of answers) expect((await answer).problems).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  test('queries for one thing answer null', async () => {
    const query = `query ($id: ID!, $text: String!) { accessRequest(id: $id) { id } credential(id: $id) { id }
      accessRequestByProtocol(protocol: $text) { id } portfolio(slug: $text) { slug } service(slug: $text) { slug } }`;
    for (const id of [...UNKNOWN_IDS, '2026-0000001-0', '2026-99999999999-1', '__proto__', 'constructor']) {
      const { data, errors } = await ana.ask(query, { id, text: id });
      expect(errors).toBeUndefined();
      expect(Object.values(data ?? {})).toEqual([null, null, null, null, null]);
    }
  });
});

describe('creating', () => {
  const create = (input: Record<string, unknown>, person = ana) => act(person, 'createHomologationRequest', { input });

  test.for([
    ['an unknown portfolio', { portfolio: 'nada', services: ['rnds-auth'] }, 'NOT_FOUND', 'portfolio'],
    ['an empty portfolio', { portfolio: '', services: ['rnds-auth'] }, 'NOT_FOUND', 'portfolio'],
    ['a portfolio with a NUL', { portfolio: 'rnds\0', services: ['rnds-auth'] }, 'NOT_FOUND', 'portfolio'],
    ['an unknown service', { portfolio: 'rnds', services: ['rnds-auth', 'nada'] }, 'INVALID', 'services.1'],
    ['no service', { portfolio: 'rnds', services: [] }, 'REQUIRED', 'services'],
    [
      '5,000 services',
      { portfolio: 'rnds', services: Array.from({ length: 5_000 }, () => 'rnds-auth') },
      'INVALID',
      'services',
    ],
    [
      'a key of 201 characters',
      { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey: 'k'.repeat(201) },
      'INVALID',
      'idempotencyKey',
    ],
    ['an empty key', { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey: '' }, 'INVALID', 'idempotencyKey'],
    [
      'a key with a NUL',
      { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey: 'a\0b' },
      'INVALID',
      'idempotencyKey',
    ],
  ] as const)('for %s', async ([, input, code, path]) => {
    const { accessRequest, problems } = await create(input);
    expect(problems.map((problem) => `${problem.code} ${problem.path?.join('.')}`)).toEqual([`${code} ${path}`]);
    expect(accessRequest).toBeNull();
  });

  test('for an open portfolio, or one without homologation: NOT_ALLOWED', async () => {
    for (const portfolio of ['dados-abertos', 'e-sus-notifica']) {
      const services = [await firstService(ana, portfolio)];
      expect(await refused(create({ portfolio, services }))).toEqual([{ code: 'NOT_ALLOWED', path: ['portfolio'] }]);
    }
  });

  test('the same service twice counts once', async () => {
    const { id } = await done(create({ portfolio: 'rnds', services: ['rnds-auth', 'rnds-auth'] }));
    expect((await contentOf(ana, id)).services).toEqual([{ slug: 'rnds-auth' }]);
  });

  test('with an idempotency key again gives the first answer; for something else CONFLICT', async () => {
    const idempotencyKey = uniqueName('chave');
    const input = { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey };
    const answers = await Promise.all([create(input), create(input), create(input)]);
    const ids = await Promise.all(answers.map(async (answer) => (await done(Promise.resolve(answer))).id));
    expect(new Set(ids).size).toBe(1);
    expect((await done(create(input))).id).toBe(ids[0]);
    expect(await refused(create({ ...input, services: ['rnds-rel'] }))).toEqual([
      { code: 'CONFLICT', path: ['idempotencyKey'] },
    ]);
    // A key is its person's own.
    expect((await done(create(input, bruno))).id).not.toBe(ids[0]);
  });

  test('for production: DUPLICATE at creation, drafts included, with the open one; a key replays', async () => {
    const cast = { owner: ana, reviewer: clara };
    const credentialId = await homologationCredential(cast);
    const idempotencyKey = uniqueName('chave');
    const make = (key?: string) =>
      act(ana, 'createProductionRequest', { input: { credentialId, idempotencyKey: key } });
    const answers = await Promise.all([make(), make(), make()]);
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted()).toEqual([
      'DUPLICATE',
      'DUPLICATE',
      'done',
    ]);
    const [made] = answers.filter(({ problems }) => problems.length === 0);
    for (const { accessRequest } of answers) expect(accessRequest?.id).toBe(made?.accessRequest?.id);
    expect((await make(idempotencyKey)).problems).toMatchObject([{ code: 'DUPLICATE' }]);
    await done(act(ana, 'cancelAccessRequest', pick(made?.accessRequest ?? { id: '', version: 0 })));
    const anew = await done(make(idempotencyKey));
    expect((await done(make(idempotencyKey))).id).toBe(anew.id);
    expect(anew.id).not.toBe(made?.accessRequest?.id);
  });

  test('for production from another’s credential, from a production one, and where there is no production', async () => {
    const cast = { owner: ana, reviewer: clara };
    const credentialId = await homologationCredential(cast);
    expect(await refused(act(bruno, 'createProductionRequest', { input: { credentialId } }))).toEqual([
      { code: 'NOT_FOUND', path: ['credentialId'] },
    ]);
    const bnafar = await homologationCredential(cast, { portfolio: 'bnafar' });
    expect(await refused(act(ana, 'createProductionRequest', { input: { credentialId: bnafar } }))).toEqual([
      { code: 'NOT_ALLOWED', path: ['credentialId'] },
    ]);
    const production = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
    await ana.upload(production.id, aPdf(), 'bundle.pdf');
    const { credential } = await bring(production, 'APPROVED', cast);
    expect(await refused(act(ana, 'createProductionRequest', { input: { credentialId: credential?.id } }))).toEqual([
      { code: 'NOT_ALLOWED', path: ['credentialId'] },
    ]);
  });
});

describe('a wrong state', () => {
  test('an edit of what was sent is NOT_ALLOWED, and the version stays', async () => {
    for (const state of ['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'CANCELLED'] as const) {
      const request = await requestIn(state, { owner: ana, reviewer: clara });
      const { accessRequest, problems } = await act(ana, 'updateAccessRequest', {
        input: { ...pick(request), origin: 'MINISTRY' },
      });
      expect(problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(accessRequest).toMatchObject({ ...pick(request), state });
    }
  });

  test('what comes back with changes asked for can be edited and sent again', async () => {
    const asked = await requestIn('CHANGES_REQUESTED', { owner: ana, reviewer: clara });
    expect((await resubmitted(ana, asked)).state).toBe('SUBMITTED');
  });
});

describe('a page', () => {
  const lists = ['accessRequests', 'credentials', 'services', 'reviewQueue', 'reviewHistory', 'allCredentials'];
  const personFor = async (list: string) => {
    if (list === 'allCredentials') return Person.signIn('elis');
    return list.startsWith('review') ? clara : ana;
  };

  test.each(lists)('of %s: first out of range and cursors that cannot be read are BAD_USER_INPUT', async (list) => {
    const person = await personFor(list);
    const CURSORS = [
      '',
      'nada',
      '\0',
      '🙂',
      btoa('[]'),
      btoa('{}'),
      btoa('["x","y"]'),
      btoa('["2026-01-01T00:00:00Z"]'),
      'x'.repeat(5_000),
    ];
    const wrong = [
      ...[0, -1, 101, 2_147_483_647, -2_147_483_648].map((first) => ({ first })),
      ...CURSORS.map((after) => ({ after })),
    ];
    for (const variables of wrong) {
      const { data, errors } = await person.ask(
        `query ($first: Int, $after: String) { ${list}(first: $first, after: $after) { totalCount edges { cursor } } }`,
        variables,
      );
      expect({ variables, code: errors?.[0]?.extensions.code }).toEqual({ variables, code: 'BAD_USER_INPUT' });
      expect(data?.[list] ?? null).toBeNull();
    }
  });

  test.each(lists)('of %s: text of any kind finds or finds nothing', async (list) => {
    const person = await personFor(list);
    for (const text of ['\0', '%', '_', '\\', "'", '🙂', '\ud83d', '   ', 'a & b | !c', '<->', ':*', 'á'.repeat(200)]) {
      const argument = list === 'allCredentials' ? 'text: $text' : 'filter: { text: $text }';
      if (list === 'credentials') continue;
      const { errors } = await person.ask(`query ($text: String) { ${list}(${argument}) { totalCount } }`, { text });
      expect(errors).toBeUndefined();
    }
  });

  test('more than 200 characters of text are BAD_USER_INPUT', async () => {
    const { errors } = await ana.ask('query ($t: String) { accessRequests(filter: { text: $t }) { totalCount } }', {
      t: 'a'.repeat(201),
    });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('an establishment', () => {
  test('is looked up by exactly one number', async () => {
    const look =
      'query ($cnes: String, $cnpj: String) { establishmentLookup(cnes: $cnes, cnpj: $cnpj) { outcome establishment { name uf } } }';
    for (const variables of [{}, { cnes: '2337991', cnpj: '11222333000181' }, { cnes: null, cnpj: null }]) {
      expect((await ana.ask(look, variables)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    for (const [variables, outcome] of [
      [{ cnes: '2337991' }, 'FOUND'],
      [{ cnes: '233' }, 'INVALID'],
      [{ cnes: '' }, 'INVALID'],
      [{ cnes: '\0' }, 'INVALID'],
      [{ cnpj: '11222333000182' }, 'INVALID'],
      [{ cnes: '9999999' }, 'NOT_IN_SAMPLE'],
    ] as const) {
      const { establishmentLookup } = await ana.get<{ establishmentLookup: { outcome: string } }>(look, variables);
      expect(establishmentLookup.outcome).toBe(outcome);
    }
  });
});

describe('what is no GraphQL at all', () => {
  const post = (body: string | Buffer, type = 'application/json') =>
    ana.fetch('/graphql', { method: 'POST', headers: { 'content-type': type }, body: body as string });

  test.for<[string, string | Buffer, number[]]>([
    ['nothing', '', [400]],
    ['null', 'null', [400]],
    ['a number', '42', [400]],
    ['an array', '[]', [400]],
    ['an object without a query', '{}', [400]],
    ['a query that is a number', '{"query": 42}', [400]],
    ['a query that is an object', '{"query": {"a": 1}}', [400]],
    ['variables that are a text', '{"query": "{ viewer { id } }", "variables": "x"}', [400]],
    ['variables that are a list', '{"query": "{ viewer { id } }", "variables": [1]}', [400]],
    ['an operation name that is a number', '{"query": "{ viewer { id } }", "operationName": 42}', [400]],
    ['cut off', '{"query": "{ view', [400]],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x7b]), [400]],
    ['a megabyte and more', JSON.stringify({ query: '{ viewer { id } }', pad: 'x'.repeat(1_100_000) }), [413]],
    [
      '10,000 levels of list',
      `{"query": "{ viewer { id } }", "variables": {"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
      [200, 400],
    ],
    ['100,000 braces', JSON.stringify({ query: '{'.repeat(100_000) }), [400]],
    ['a query with a NUL', JSON.stringify({ query: '{ viewer { id\0 } }' }), [400]],
  ])('%s is told so, never a failure of ours', async ([, body, statuses]) => {
    const response = await post(body);
    expect(statuses).toContain(response.status);
    expect(await response.text()).not.toMatch(/INTERNAL|node_modules|at .*\.[jt]s:\d/);
  });

  test('a value of 900 kB in a variable is a Problem or a wrong input, and quickly over', async () => {
    const huge = 'ã'.repeat(400_000);
    const draft = await newDraft(ana, 'cnes');
    for (const wrong of [
      { manager: { name: huge } },
      { establishmentCnes: huge },
      { system: { ipRanges: [huge] } },
      { services: [huge] },
    ]) {
      const problems = await refused(act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...wrong } }));
      expect(problems).toMatchObject([{ code: 'INVALID' }]);
    }
  });

  test('values of the wrong type are BAD_USER_INPUT', async () => {
    const draft = await newDraft(ana, 'cnes');
    const mutation =
      'mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { problems { code } } }';
    for (const wrong of [
      { origin: 'NADA' },
      { acceptedTerms: 'sim' },
      { system: { monthlyVolume: 1.5 } },
      { system: { monthlyVolume: 9e9 } },
      { services: 4 },
      { nada: 1 },
      { version: '1' },
      { manager: 'Maria' },
    ]) {
      const { errors } = await ana.ask(mutation, { input: { ...pick(draft), ...wrong } });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});

test('a certificate check says what is wrong, in words', async () => {
  const check = (file: Blob, fields: Record<string, string> = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', file, 'certificado.pfx');
    return ana.fetch('/certificate', { method: 'POST', headers: { 'apollo-require-preflight': 'true' }, body });
  };
  for (const file of [new Blob([]), new Blob(['nada']), aPdf(), new Blob([Buffer.from('3082', 'hex')])]) {
    const response = await check(file, { password: 'segredo' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ status: 422, detail: expect.stringMatching(/\S/) });
  }
  expect((await check(new Blob(['x'.repeat(300_000)]))).status).toBe(413);
  const { certificatePem } = (await completeContent()) as { certificatePem: string };
  const good = await check(new Blob([certificatePem]));
  expect(good.status).toBe(200);
  expect(await good.json()).toMatchObject({ kind: 'E_CPF', pem: expect.stringContaining('BEGIN CERTIFICATE') });
});

import { createRoot, issueECnpj, issueECpf, issuePlain } from '@portal/certificates';
import { afterAll, describe, expect, it } from 'vitest';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { laboratory } from '../testing/laboratory.ts';
import { ana } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const CPF = '52998224725';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const FORM = `version origin services { slug } acceptedTermsAt
  establishment { cnes cnpj name uf municipality verified } childEstablishments { cnes }
  manager { name cpf email phone } certificate { holder kind chainVerified }
  system { name description vendor database webApplication ipRanges monthlyVolume integratesWith }
  warnings { code path message mustAccept }`;

interface Form {
  version: number;
  origin: string | null;
  services: { slug: string }[];
  acceptedTermsAt: string | null;
  establishment: Record<string, unknown> | null;
  childEstablishments: { cnes: string }[];
  manager: Record<string, unknown> | null;
  certificate: Record<string, unknown> | null;
  system: Record<string, unknown>;
  warnings: { code: string; path: string[] | null; mustAccept: boolean }[];
}

async function form({ id }: SeenRequest): Promise<Form> {
  const read = await journey.read<Form>(ana, id, FORM);
  if (!read) throw new Error('not read');
  return read;
}

async function emptyDraft(): Promise<SeenRequest> {
  return journey.done(journey.create(ana));
}

describe('a draft', () => {
  it('keeps field by field: absent stays, null erases, objects are merged, lists replaced', async () => {
    let draft = await emptyDraft();
    draft = await journey.done(journey.update(ana, draft, wholeForm('LabSys')));
    draft = await journey.done(
      journey.update(ana, draft, {
        manager: { phone: null },
        system: {
          vendor: ' Casa  de Software ',
          ipRanges: ['2804:14c::1', '200.19.0.77/24'],
          integratesWith: ['SIH', 'e-SUS'],
        },
      }),
    );
    expect(await form(draft)).toEqual({
      version: 3,
      origin: 'OTHER',
      services: [{ slug: 'leitos' }],
      acceptedTermsAt: expect.any(String),
      establishment: laboratory,
      childEstablishments: [],
      manager: { name: 'Maria da Silva', cpf: CPF, email: 'maria@exemplo.com.br', phone: null },
      certificate: null,
      system: {
        name: 'LabSys',
        description: 'Sistema de gestão do laboratório, com envio de resultados.',
        vendor: 'Casa de Software',
        database: null,
        webApplication: true,
        ipRanges: ['2804:14c::1/128', '200.19.0.0/24'],
        monthlyVolume: 1200,
        integratesWith: ['SIH', 'e-SUS'],
      },
      warnings: [
        expect.objectContaining({ code: 'IP_NORMALISED', path: ['system', 'ipRanges', '1'], mustAccept: false }),
      ],
    });
    draft = await journey.done(
      journey.update(ana, draft, {
        origin: null,
        establishmentCnes: null,
        manager: null,
        system: { ipRanges: null, webApplication: null, monthlyVolume: 0 },
        services: null,
        acceptedTerms: false,
      }),
    );
    expect(await form(draft)).toMatchObject({
      origin: null,
      services: [],
      acceptedTermsAt: null,
      establishment: null,
      manager: null,
      system: { name: 'LabSys', ipRanges: [], webApplication: null, monthlyVolume: 0 },
      warnings: [],
    });
  });

  it('takes an empty field for an erased one', async () => {
    const draft = await journey.done(journey.update(ana, await emptyDraft(), wholeForm('LabSys')));
    const erased = { establishmentCnes: '', manager: { name: ' ', cpf: '' }, system: { description: '' } };
    await journey.done(journey.update(ana, draft, erased));
    expect(await form(draft)).toMatchObject({
      establishment: null,
      manager: { name: null, cpf: null, email: 'maria@exemplo.com.br' },
      system: { description: null, name: 'LabSys' },
    });
  });

  it('counts its version up by one, also when nothing else changes', async () => {
    const draft = await emptyDraft();
    const same = await journey.done(journey.update(ana, draft, {}));
    expect(same.version).toBe(draft.version + 1);
    expect((await journey.done(journey.update(ana, same, { acceptedTerms: null }))).version).toBe(same.version + 1);
  });

  it('of two saves at once takes one and tells the other', async () => {
    const draft = await emptyDraft();
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((letter) => journey.update(ana, draft, { system: { name: `Sistema ${letter}` } })),
    );
    const codes = answers.map(({ problems }) => problems.map(({ code }) => code).join());
    expect(codes.sort()).toEqual(['', 'STALE_VERSION', 'STALE_VERSION']);
    expect(answers.every(({ accessRequest }) => accessRequest?.version === draft.version + 1)).toBe(true);
  });
});

const LONG = 'x'.repeat(1_001);

describe('a wrong value refuses the whole call, at its path', () => {
  it.each<[path: string, wrong: object]>([
    ['establishmentCnes', { establishmentCnes: '123' }],
    ['establishmentCnpj', { establishmentCnpj: '11222333000180' }],
    ['establishment.name', { establishment: { name: 'X', uf: 'GO', municipality: 'Goiânia' } }],
    ['establishment.uf', { establishment: { name: 'Lab', uf: 'XX', municipality: 'Goiânia' } }],
    ['childEstablishments.1', { childEstablishments: ['2313499', '12'] }],
    ['childEstablishments.0', { childEstablishments: ['9999999'] }],
    ['childEstablishments.1', { childEstablishments: ['2313499', '2313499'] }],
    ['childEstablishments', { childEstablishments: Array.from({ length: 201 }, () => '2313499') }],
    ['childEstablishments.0', { establishmentCnes: '2337991', childEstablishments: ['2313499'] }],
    ['childEstablishments.0', { establishmentCnes: '2313499', childEstablishments: ['2313499'] }],
    ['manager.name', { manager: { name: 'Maria' } }],
    ['manager.cpf', { manager: { cpf: '529.982.247-26' } }],
    ['manager.cpf', { manager: { cpf: '111.111.111-11' } }],
    ['manager.email', { manager: { email: 'maria@' } }],
    ['manager.phone', { manager: { phone: '(00) 99876-5432' } }],
    ['certificatePem', { certificatePem: 'isto não é um certificado' }],
    ['system.name', { system: { name: 'X' } }],
    ['system.description', { system: { description: 'curta' } }],
    ['system.description', { system: { description: LONG } }],
    ['system.vendor', { system: { vendor: LONG } }],
    ['system.database', { system: { database: LONG } }],
    ['system.ipRanges.1', { system: { ipRanges: ['200.19.0.1', '10.0.0.1'] } }],
    ['system.ipRanges.0', { system: { ipRanges: ['200.19.0.1/33'] } }],
    ['system.ipRanges.0', { system: { ipRanges: ['mil'] } }],
    ['system.ipRanges', { system: { ipRanges: Array.from({ length: 51 }, (_, n) => `200.19.0.${n}`) } }],
    ['system.monthlyVolume', { system: { monthlyVolume: -1 } }],
    ['system.monthlyVolume', { system: { monthlyVolume: 100_000_000 } }],
    ['system.integratesWith.1', { system: { integratesWith: ['SIH', LONG] } }],
    ['system.integratesWith', { system: { integratesWith: Array.from({ length: 21 }, (_, n) => `S${n}`) } }],
    ['services.1', { services: ['leitos', 'rel'] }],
  ])('%s', async (path, wrong) => {
    const draft = await emptyDraft();
    const { accessRequest, problems } = await journey.update(ana, draft, { origin: 'MINISTRY', ...wrong });
    expect(problems).toEqual([{ code: 'INVALID', message: expect.stringMatching(/\.$/), path: path.split('.') }]);
    expect(accessRequest?.version).toBe(draft.version);
    expect(await form(draft)).toMatchObject({ version: draft.version, origin: null });
  });

  it('all of them are told at once', async () => {
    const { problems } = await journey.update(ana, await emptyDraft(), {
      manager: { cpf: '1', email: 'x' },
      system: { name: 'X', ipRanges: ['10.0.0.1', '127.0.0.1'] },
      services: ['rel'],
    });
    expect(problems.map(({ path }) => path?.join('.')).sort()).toEqual([
      'manager.cpf',
      'manager.email',
      'services.0',
      'system.ipRanges.0',
      'system.ipRanges.1',
      'system.name',
    ]);
  });

  it('text that no database keeps is refused, not failed on', async () => {
    const { problems } = await journey.update(ana, await emptyDraft(), { system: { name: 'La\u0000b' } });
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['system', 'name'] }]);
  });
});

describe('the establishment', () => {
  const told = { name: 'Hospital Novo', uf: 'PB', municipality: 'Sousa' };

  it('is told by the applicant where it is not in the sample, and the reviewer must accept that', async () => {
    let draft = await journey.done(journey.update(ana, await emptyDraft(), { establishmentCnes: '7654321' }));
    expect((await form(draft)).establishment).toMatchObject({ cnes: '7654321', name: '', verified: false });
    draft = await journey.done(journey.update(ana, draft, { establishment: told }));
    const { establishment, warnings } = await form(draft);
    expect(establishment).toEqual({ cnes: '7654321', cnpj: null, ...told, verified: false });
    expect(warnings).toMatchObject([{ code: 'ESTABLISHMENT_UNVERIFIED', path: ['establishment'], mustAccept: true }]);
    draft = await journey.done(journey.update(ana, draft, { establishmentCnes: '2337991' }));
    expect(await form(draft)).toMatchObject({ establishment: { verified: true, uf: 'GO' }, warnings: [] });
  });

  it('of the register is not told by the applicant', async () => {
    const draft = await journey.done(journey.update(ana, await emptyDraft(), { establishmentCnes: '2337991' }));
    expect(await journey.update(ana, draft, { establishment: told })).toMatchObject({
      problems: [{ code: 'INVALID', path: ['establishment'] }],
    });
  });

  it('may be told by its CNPJ, letters included', async () => {
    const given = { establishmentCnpj: '12.abc.345/01de-35', establishment: told };
    const draft = await journey.done(journey.update(ana, await emptyDraft(), given));
    expect((await form(draft)).establishment).toMatchObject({ cnes: null, cnpj: '12ABC34501DE35', verified: false });
    const both = await journey.done(journey.update(ana, draft, { establishmentCnes: '2337991' }));
    expect((await form(both)).establishment).toMatchObject({
      cnes: '2337991',
      cnpj: '12ABC34501DE35',
      verified: false,
    });
  });
});

describe('the certificate', () => {
  it('is read, held against manager and establishment, and only its public part is kept', async () => {
    const authority = await createRoot();
    const [mine, other, ofCompany, plain] = await Promise.all([
      issueECpf({ authority, cpf: CPF, name: 'MARIA DA SILVA' }),
      issueECpf({ authority, cpf: '11144477735', name: 'OUTRA PESSOA' }),
      issueECnpj({ authority, cnpj: '11222333000181', companyName: 'LABORATORIO SA' }),
      issuePlain({ authority, commonName: 'site.exemplo.com.br' }),
    ]);
    let draft = await journey.done(journey.update(ana, await emptyDraft(), { manager: { cpf: CPF } }));
    expect(await journey.update(ana, draft, { certificatePem: other.pem })).toMatchObject({
      problems: [{ code: 'INVALID', path: ['certificatePem'] }],
    });
    draft = await journey.done(journey.update(ana, draft, { certificatePem: mine.pem }));
    expect(await form(draft)).toMatchObject({
      certificate: { holder: CPF, kind: 'E_CPF', chainVerified: false },
      warnings: [{ code: 'CERTIFICATE_UNVERIFIED', mustAccept: false }],
    });
    for (const { pem } of [ofCompany, plain]) {
      draft = await journey.done(journey.update(ana, draft, { establishmentCnes: '2337991', certificatePem: pem }));
      expect((await form(draft)).warnings).toMatchObject([
        { code: 'CERTIFICATE_OTHER_CNPJ', path: ['certificatePem'], mustAccept: true },
        { code: 'CERTIFICATE_UNVERIFIED' },
      ]);
    }
    draft = await journey.done(journey.update(ana, draft, { certificatePem: null }));
    expect(await form(draft)).toMatchObject({ certificate: null, warnings: [] });
  });
});

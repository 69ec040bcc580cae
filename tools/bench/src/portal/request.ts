import type { BenchPerson } from './person.ts';

/** A request as the benchmarks act on it. */
export interface BenchRequest {
  id: string;
  version: number;
}

/** A portfolio that asks for no certificate. */
export const PORTFOLIO = 'cnes';
/** An establishment of the bundled sample. */
const CNES = '2337991';

interface Payload {
  payload: { accessRequest: BenchRequest | null; problems: { message: string; path: string[] | null }[] };
}

/** One mutation that answers with a request, and has to succeed. */
export async function act(person: BenchPerson, mutation: string, variables: object): Promise<BenchRequest> {
  const { payload } = await person.ask<Payload>(
    `${mutation} { accessRequest { id version } problems { message path } } }`,
    variables,
  );
  if (!payload.accessRequest || payload.problems.length > 0) throw new Error(JSON.stringify(payload.problems));
  return payload.accessRequest;
}

/** What is asked for; of the first portfolio's first service, without a certificate, unless told. */
export interface Wanted {
  portfolio: string;
  services: string[];
  certificatePem: string;
}

/** An act on a request at a version. */
export function versioned(name: string): string {
  return `mutation ($id: ID!, $version: Int!) { payload: ${name}(id: $id, version: $version)`;
}

/** A draft for homologation in which nothing is missing. */
export async function completeDraft(owner: BenchPerson, system: string, wanted?: Wanted): Promise<BenchRequest> {
  const portfolio = wanted?.portfolio ?? PORTFOLIO;
  const services = wanted?.services ?? (await firstService(owner));
  const { id, version } = await act(
    owner,
    'mutation ($input: CreateHomologationRequestInput!) { payload: createHomologationRequest(input: $input)',
    { input: { portfolio, services } },
  );
  return act(owner, 'mutation ($input: UpdateAccessRequestInput!) { payload: updateAccessRequest(input: $input)', {
    input: {
      id,
      version,
      ...contentOf(system),
      ...(wanted && { certificatePem: wanted.certificatePem }),
    },
  });
}

/** All that a request of PORTFOLIO tells, but for its services. */
export function contentOf(system: string) {
  return {
    origin: 'OTHER',
    establishmentCnes: CNES,
    manager: { name: 'Maria Lima', cpf: '52998224725', email: 'maria@laboratorio.example', phone: '62998765432' },
    system: {
      name: system,
      description: 'Sistema de laboratório que consulta o cadastro de estabelecimentos.',
      webApplication: true,
      ipRanges: ['200.130.5.0/24'],
      monthlyVolume: 1200,
    },
    acceptedTerms: true,
  };
}

/** The first service of PORTFOLIO. */
export async function firstService(owner: BenchPerson): Promise<string[]> {
  const { portfolio } = await owner.ask<{ portfolio: { services: { slug: string }[] } }>(
    `{ portfolio(slug: "${PORTFOLIO}") { services { slug } } }`,
  );
  return portfolio.services.slice(0, 1).map(({ slug }) => slug);
}

import { randomInt, randomUUID } from 'node:crypto';
import { issueECpf } from '@portal/certificates';
import { cpfCheckDigits } from '@portal/domain';
import type { Person } from './person.ts';

/** What every act answers with here. */
export interface Payload {
  accessRequest: {
    id: string;
    version: number;
    state: string;
    protocol: string;
    credential: { id: string } | null;
  } | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const PAYLOAD = 'accessRequest { id version state protocol credential { id } } problems { code message path }';

/** Does one act on a request and answers with its payload, problems or not. */
export async function act(person: Person, mutation: string, variables: Record<string, unknown>): Promise<Payload> {
  const [name = ''] = mutation.split('(');
  const names = Object.keys(variables);
  const types: Record<string, string> = {
    id: 'ID!',
    version: 'Int!',
    message: 'String',
    requirement: 'String!',
    verdict: 'Verdict!',
    reasons: '[ReasonInput!]!',
    acceptedWarnings: '[WarningCode!]',
    requirements: '[String!]!',
    input: `${name[0]?.toUpperCase()}${name.slice(1)}Input!`,
  };
  const signature = names.map((key) => `$${key}: ${types[key]}`).join(', ');
  const passed = names.map((key) => `${key}: $${key}`).join(', ');
  const data = await person.get<Record<string, Payload>>(
    `mutation (${signature}) { ${name}(${passed}) { ${PAYLOAD} } }`,
    variables,
  );
  const payload = data[name];
  if (!payload) throw new Error(`${name} answered nothing`);
  return payload;
}

/** The request after an act that has to succeed. */
export async function done(payload: Promise<Payload>): Promise<NonNullable<Payload['accessRequest']>> {
  const { accessRequest, problems } = await payload;
  if (!accessRequest || problems.length > 0) throw new Error(`The act was refused: ${JSON.stringify(problems)}`);
  return accessRequest;
}

/** A name that no other test has. */
export function uniqueName(words: string): string {
  return `${words} ${randomUUID().slice(0, 8)}`;
}

/** A CPF with right check digits. */
export function anyCpf(): string {
  const first = String(randomInt(100_000_000, 999_999_999));
  return `${first}${cpfCheckDigits(first)}`;
}

/** What fills a draft so that nothing is missing. */
export async function completeContent(system = uniqueName('Sistema')): Promise<Record<string, unknown>> {
  const cpf = anyCpf();
  const certificate = await issueECpf({ name: 'Maria Lima', cpf });
  return {
    origin: 'OTHER',
    establishmentCnes: '2337991',
    manager: { name: 'Maria Lima', cpf, email: 'maria@exemplo.com.br', phone: '62998765432' },
    certificatePem: certificate.pem,
    system: {
      name: system,
      description: 'Sistema de laboratório que envia resultados de exames para a RNDS.',
      webApplication: true,
      ipRanges: ['200.130.5.0/24'],
      monthlyVolume: 1200,
    },
    acceptedTerms: true,
  };
}

/** A draft for homologation of one RNDS service. */
export async function draft(owner: Person): Promise<NonNullable<Payload['accessRequest']>> {
  const { portfolio } = await owner.get<{ portfolio: { services: { slug: string }[] } }>(
    '{ portfolio(slug: "rnds") { services { slug } } }',
  );
  return done(
    act(owner, 'createHomologationRequest', { input: { portfolio: 'rnds', services: [portfolio.services[0]?.slug] } }),
  );
}

/** A draft in which nothing is missing. */
export async function completeDraft(owner: Person, system?: string): Promise<NonNullable<Payload['accessRequest']>> {
  const { id, version } = await draft(owner);
  return done(act(owner, 'updateAccessRequest', { input: { id, version, ...(await completeContent(system)) } }));
}

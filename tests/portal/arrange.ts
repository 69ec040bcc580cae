import { randomBytes, randomInt } from 'node:crypto';
import { createRoot, issueECpf } from '@portal/certificates';
import { cpfCheckDigits } from '@portal/domain';
import { expect } from 'vitest';
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
  problems: Problem[];
}

/** Why an act was refused. */
export interface Problem {
  code: string;
  message: string;
  path: string[] | null;
}

/** What an act on a request needs to know of it. */
export type Target = Pick<NonNullable<Payload['accessRequest']>, 'id' | 'version'>;

const PAYLOAD = 'accessRequest { id version state protocol credential { id } } problems { code message path }';

/** Does one act on a request and answers with its payload, problems or not. */
export async function act(person: Person, mutation: string, variables: Record<string, unknown>): Promise<Payload> {
  return mutate<Payload>(person, mutation, variables, PAYLOAD);
}

const TYPES: Record<string, string> = {
  id: 'ID!',
  version: 'Int!',
  message: 'String',
  requirement: 'String!',
  verdict: 'Verdict!',
  note: 'String',
  internalNote: 'String',
  reason: 'String!',
  overlapHours: 'Int',
  toPersonId: 'ID!',
  overlapDays: 'Int',
  certificatePem: 'String!',
  currentSha256: 'String!',
  reasons: '[ReasonInput!]!',
  acceptedWarnings: '[WarningCode!]',
  requirements: '[String!]!',
};

/** One mutation by its name, its arguments as variables. */
export async function mutate<Answered>(
  person: Person,
  name: string,
  variables: Record<string, unknown>,
  selection: string,
): Promise<Answered> {
  const names = Object.keys(variables);
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const signature = names.map((key) => `$${key}: ${TYPES[key] ?? input}`).join(', ');
  const passed = names.map((key) => `${key}: $${key}`).join(', ');
  const data = await person.get<Record<string, Answered>>(
    `mutation (${signature}) { ${name}(${passed}) { ${selection} } }`,
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

/** The problems of an act that has to be refused: a code and a path each. */
export async function refused(payload: Promise<{ problems: Problem[] }>): Promise<Pick<Problem, 'code' | 'path'>[]> {
  const { problems } = await payload;
  expect(problems).not.toEqual([]);
  for (const { message } of problems) expect(message).toMatch(/^[A-ZÀ-Ý].*[.?]$/s);
  return problems.map(({ code, path }) => ({ code, path }));
}

/** Id and version: what an act asks for. */
export function pick({ id, version }: Target): Target {
  return { id, version };
}

/** A name that no other test has. */
export function uniqueName(words: string): string {
  return `${words} ${randomBytes(8).toString('hex')}`;
}

/** A CPF with right check digits. */
export function anyCpf(): string {
  const first = String(randomInt(100_000_000, 999_999_999));
  // One digit over and over is no CPF.
  return new Set(first).size > 1 ? `${first}${cpfCheckDigits(first)}` : anyCpf();
}

// An authority a test file, of an elliptic curve: new RSA keys for each certificate would cost a second of CPU.
let authority: ReturnType<typeof createRoot> | undefined;

/** The authority that issues this file's certificates. */
export function testAuthority(): ReturnType<typeof createRoot> {
  authority ??= createRoot({ key: 'EC-256' });
  return authority;
}

/** What fills a draft so that nothing is missing, the certificate included. */
export async function completeContent(system?: string): Promise<Record<string, unknown>> {
  const cpf = anyCpf();
  const certificate = await issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256', authority: await testAuthority() });
  return { ...contentWithoutCertificate(system, cpf), certificatePem: certificate.pem };
}

/** The same for a portfolio that does not insist on a certificate. */
export function contentWithoutCertificate(system = uniqueName('Sistema'), cpf = anyCpf()): Record<string, unknown> {
  return {
    origin: 'OTHER',
    establishmentCnes: '2337991',
    manager: { name: 'Maria Lima', cpf, email: 'maria@exemplo.com.br', phone: '62998765432' },
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

/** A draft for homologation of one of the portfolio's services, or of those that are named. */
export async function newDraft(
  owner: Person,
  portfolio = 'rnds',
  named?: readonly string[],
): Promise<NonNullable<Payload['accessRequest']>> {
  const services = named ?? [await firstService(owner, portfolio)];
  return done(act(owner, 'createHomologationRequest', { input: { portfolio, services } }));
}

/** The slug of a portfolio's first service. */
export async function firstService(person: Person, slug: string): Promise<string> {
  const { portfolio } = await person.get<{ portfolio: { services: { slug: string }[] } }>(
    'query ($slug: String!) { portfolio(slug: $slug) { services { slug } } }',
    { slug },
  );
  return portfolio.services[0]?.slug ?? '';
}

/** A draft in which nothing is missing. */
export async function completeDraft(owner: Person, system?: string): Promise<NonNullable<Payload['accessRequest']>> {
  const { id, version } = await newDraft(owner);
  return done(act(owner, 'updateAccessRequest', { input: { id, version, ...(await completeContent(system)) } }));
}

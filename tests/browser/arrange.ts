import { randomInt, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { createRoot, issueECpf } from '@portal/certificates';
import { cpfCheckDigits } from '@portal/domain';
import { pdfFile } from './files.ts';
import { type ArrangedRequest, act, graph } from './graph.ts';

const REQUEST = 'accessRequest { id version protocol credential { id } } problems { message }';

/** Establishments of the bundled sample, one a journey. */
export const ESTABLISHMENTS = {
  romuloRocha: '2337991',
  altoDoCruzeiro: '2313499',
  mutirao: '2313502',
  jardimBrasilia: '2313510',
} as const;

/** One authority for all certificates: making its key takes the longest. */
const authority = createRoot({ key: 'EC-256' });

/** A name that no other journey has. */
export function uniqueName(words: string): string {
  return `${words} ${randomUUID().slice(0, 8)}`;
}

/** A CPF with right check digits. */
export function anyCpf(): string {
  const first = String(randomInt(100_000_000, 999_999_999));
  return `${first}${cpfCheckDigits(first)}`;
}

interface Wanted {
  system: string;
  cnes: string;
  /** Slugs; the portfolio's first where absent. */
  services?: string[];
  /** Of the manager, whose the certificate is; any where absent. */
  cpf?: string;
}

/** A draft for homologation in which nothing is missing. */
export async function completeDraft(
  owner: Page,
  { system, cnes, services, cpf = anyCpf() }: Wanted,
): Promise<ArrangedRequest> {
  const certificate = await issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256', authority: await authority });
  const created = await act(
    owner,
    `mutation ($input: CreateHomologationRequestInput!) { createHomologationRequest(input: $input) { ${REQUEST} } }`,
    { input: { portfolio: 'rnds', services: services ?? [await aService(owner)] } },
  );
  return act(
    owner,
    `mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { ${REQUEST} } }`,
    {
      input: {
        id: created.id,
        version: created.version,
        origin: 'OTHER',
        establishmentCnes: cnes,
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
      },
    },
  );
}

/** A request for homologation that waits in the queue. */
export async function submitted(owner: Page, wanted: Wanted): Promise<ArrangedRequest> {
  return submit(owner, await completeDraft(owner, wanted));
}

/** Sends a request. */
export function submit(owner: Page, { id, version }: ArrangedRequest): Promise<ArrangedRequest> {
  return act(
    owner,
    `mutation ($id: ID!, $version: Int!) { submitAccessRequest(id: $id, version: $version) { ${REQUEST} } }`,
    {
      id,
      version,
    },
  );
}

/** Takes a request for a reviewer. */
export function claim(reviewer: Page, { id, version }: ArrangedRequest): Promise<ArrangedRequest> {
  return act(
    reviewer,
    `mutation ($id: ID!, $version: Int!) { claimAccessRequest(id: $id, version: $version) { ${REQUEST} } }`,
    { id, version },
  );
}

/** Takes a request and approves it. */
export async function approve(reviewer: Page, request: ArrangedRequest): Promise<ArrangedRequest> {
  const { id, version } = await claim(reviewer, request);
  return act(
    reviewer,
    `mutation ($id: ID!, $version: Int!) { approveAccessRequest(id: $id, version: $version) { ${REQUEST} } }`,
    { id, version },
  );
}

/** Asks for changes of a request that the reviewer holds. */
export function requestChanges(reviewer: Page, { id, version }: ArrangedRequest): Promise<ArrangedRequest> {
  return act(
    reviewer,
    `mutation ($id: ID!, $version: Int!, $reasons: [ReasonInput!]!) {
      requestChanges(id: $id, version: $version, reasons: $reasons) { ${REQUEST} } }`,
    { id, version, reasons: [{ code: 'OTHER', message: 'Descreva melhor o que o sistema faz.' }] },
  );
}

/** Cancels a request of one's own. */
export function cancel(owner: Page, { id, version }: ArrangedRequest): Promise<ArrangedRequest> {
  return act(
    owner,
    `mutation ($id: ID!, $version: Int!) { cancelAccessRequest(id: $id, version: $version) { ${REQUEST} } }`,
    { id, version },
  );
}

/** A draft for production, begun from a homologation credential. */
export async function productionDraft(owner: Page, reviewer: Page, wanted: Wanted): Promise<ArrangedRequest> {
  const { credential } = await approve(reviewer, await submitted(owner, wanted));
  return productionDraftFrom(owner, credential?.id);
}

/** A draft for production from a credential that there is. */
export function productionDraftFrom(owner: Page, credentialId: string | undefined): Promise<ArrangedRequest> {
  return act(
    owner,
    `mutation ($input: CreateProductionRequestInput!) { createProductionRequest(input: $input) { ${REQUEST} } }`,
    { input: { credentialId } },
  );
}

/** A request for production with one piece of evidence, waiting in the queue. */
export async function productionSubmitted(owner: Page, reviewer: Page, wanted: Wanted): Promise<ArrangedRequest> {
  return submitWithEvidence(owner, await productionDraft(owner, reviewer, wanted));
}

/** Attaches one piece of evidence to a draft for production, and sends it. */
export async function submitWithEvidence(owner: Page, draft: ArrangedRequest): Promise<ArrangedRequest> {
  await attach(owner, draft.id, 'bundle.pdf', await pdfFile(['Bundle enviado em homologação', 'Resposta da RNDS']));
  return submit(owner, draft);
}

/** Attaches a piece of evidence, as the console does, and says which requirement it proves. */
export async function attach(
  owner: Page,
  id: string,
  name: string,
  buffer: Buffer,
  requirement?: string,
): Promise<void> {
  const response = await owner.request.post(`/evidence?accessRequest=${id}`, {
    headers: { 'apollo-require-preflight': '1' },
    multipart: {
      ...(requirement && { requirement }),
      file: { name, mimeType: 'application/octet-stream', buffer },
    },
  });
  if (!response.ok()) throw new Error(`Evidence was refused: ${response.status()} ${await response.text()}`);
}

async function aService(page: Page): Promise<string> {
  const { portfolio } = await graph<{ portfolio: { services: { slug: string }[] } }>(
    page,
    '{ portfolio(slug: "rnds") { services { slug } } }',
  );
  const [service] = portfolio.services;
  if (!service) throw new Error('The RNDS portfolio has no service');
  return service.slug;
}

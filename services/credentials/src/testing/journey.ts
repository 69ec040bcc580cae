import type { AccessRequestAction, AccessRequestState, ProblemCode } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { attach, pdf } from './attach.ts';
import { ana, clara } from './people.ts';
import type { TestService } from './service.ts';

/** What mutations answer, as these tests ask for it. */
export interface Answer {
  accessRequest: SeenRequest | null;
  problems: { code: ProblemCode; message: string; path: string[] | null }[];
}

/** A request as these tests see it. */
export interface SeenRequest {
  id: string;
  protocol: string;
  state: AccessRequestState;
  version: number;
  environment: string;
  allowedActions: AccessRequestAction[];
  system: { lineage: string; name: string | null };
  credential: { id: string; requesterIdentifier: string } | null;
}

const SEEN = `
  accessRequest {
    id protocol state version environment allowedActions system { lineage name } credential { id requesterIdentifier }
  }
  problems { code message path }`;

/** Everything that a portfolio without certificates asks for; the names differ so that no two are one system. */
export function wholeForm(name: string): Record<string, unknown> {
  return {
    origin: 'OTHER',
    establishmentCnes: '2337991',
    manager: { name: 'Maria da Silva', cpf: '529.982.247-25', email: 'maria@exemplo.com.br', phone: '(62) 99876-5432' },
    system: {
      name,
      description: 'Sistema de gestão do laboratório, com envio de resultados.',
      webApplication: true,
      ipRanges: ['200.19.0.10'],
      monthlyVolume: 1200,
    },
    acceptedTerms: true,
  };
}

let systems = 0;

/** What people do with requests, through the public face of the subgraph. */
export class Journey {
  constructor(private readonly service: TestService) {}

  async mutate(person: Person, field: string, declared: string, variables: Record<string, unknown>): Promise<Answer> {
    const passed = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`).join(', ');
    const query = `mutation (${declared}) { answer: ${field}(${passed}) { ${SEEN} } }`;
    const { data, errors } = await this.service.ask<{ answer: Answer }>(person, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  }

  /** The request of an answer that has no problems. */
  async done(answer: Promise<Answer>): Promise<SeenRequest> {
    const { accessRequest, problems } = await answer;
    if (problems.length > 0 || !accessRequest) throw new Error(`refused: ${JSON.stringify(problems)}`);
    return accessRequest;
  }

  create(person: Person, portfolio = 'cnes', services = ['leitos'], idempotencyKey?: string): Promise<Answer> {
    const input = { portfolio, services, idempotencyKey };
    return this.mutate(person, 'createHomologationRequest', '$input: CreateHomologationRequestInput!', { input });
  }

  createProduction(person: Person, credentialId: string, idempotencyKey?: string): Promise<Answer> {
    const input = { credentialId, idempotencyKey };
    return this.mutate(person, 'createProductionRequest', '$input: CreateProductionRequestInput!', { input });
  }

  update(person: Person, { id, version }: Pick<SeenRequest, 'id' | 'version'>, fields: object): Promise<Answer> {
    const input = { id, version, ...fields };
    return this.mutate(person, 'updateAccessRequest', '$input: UpdateAccessRequestInput!', { input });
  }

  /** submit, cancel, claim, release and approve take no more than this. */
  act(
    person: Person,
    verb: 'submit' | 'cancel' | 'claim' | 'release' | 'approve',
    { id, version }: Pick<SeenRequest, 'id' | 'version'>,
  ): Promise<Answer> {
    return this.mutate(person, `${verb}AccessRequest`, '$id: ID!, $version: Int!', { id, version });
  }

  handOver(person: Person, { id, version }: Pick<SeenRequest, 'id' | 'version'>, to: Person): Promise<Answer> {
    const declared = '$id: ID!, $version: Int!, $toPersonId: ID!';
    return this.mutate(person, 'handOverAccessRequest', declared, { id, version, toPersonId: to.id });
  }

  /** As a reviewer begins: from then on colleagues find them. */
  async readQueue(person: Person): Promise<void> {
    const { errors } = await this.service.ask(person, '{ reviewQueue(first: 1) { totalCount } }', {});
    if (errors) throw new Error(JSON.stringify(errors));
  }

  refuse(
    person: Person,
    verb: 'requestChanges' | 'rejectAccessRequest',
    { id, version }: Pick<SeenRequest, 'id' | 'version'>,
    reasons: object[] = [{ code: 'OTHER', message: 'Falta explicar o uso.' }],
  ): Promise<Answer> {
    const variables = { id, version, reasons };
    return this.mutate(person, verb, '$id: ID!, $version: Int!, $reasons: [ReasonInput!]!', variables);
  }

  assess(
    person: Person,
    id: string,
    requirement: string,
    verdict = 'PROVEN',
    note?: string,
    internalNote?: string,
  ): Promise<Answer> {
    const declared = '$id: ID!, $requirement: String!, $verdict: Verdict!, $note: String, $internalNote: String';
    return this.mutate(person, 'assessRequirement', declared, { id, requirement, verdict, note, internalNote });
  }

  /** A draft with everything in it. */
  async draft(person = ana, portfolio = 'cnes', name = `Sistema ${++systems}`): Promise<SeenRequest> {
    const services = { cnes: ['leitos'], cadsus: ['pdq'], bnafar: ['estoque'] }[portfolio] ?? [];
    const created = await this.done(this.create(person, portfolio, services));
    return this.done(this.update(person, created, wholeForm(name)));
  }

  async submitted(person = ana, portfolio = 'cnes'): Promise<SeenRequest> {
    return this.done(this.act(person, 'submit', await this.draft(person, portfolio)));
  }

  async inReview(holder = clara, person = ana, portfolio = 'cnes'): Promise<SeenRequest> {
    return this.done(this.act(holder, 'claim', await this.submitted(person, portfolio)));
  }

  async changesRequested(person = ana): Promise<SeenRequest> {
    return this.done(this.refuse(clara, 'requestChanges', await this.inReview(clara, person)));
  }

  async rejected(person = ana): Promise<SeenRequest> {
    return this.done(this.refuse(clara, 'rejectAccessRequest', await this.inReview(clara, person)));
  }

  async approved(person = ana): Promise<SeenRequest> {
    return this.done(this.act(clara, 'approve', await this.inReview(clara, person)));
  }

  async cancelled(person = ana): Promise<SeenRequest> {
    return this.done(this.act(person, 'cancel', await this.draft(person)));
  }

  /** A draft for production, with one piece of evidence. */
  async productionDraft(person = ana): Promise<SeenRequest> {
    const { credential } = await this.approved(person);
    const request = await this.done(this.createProduction(person, credential?.id ?? ''));
    await attach(this.service, person, request.id, pdf(`evidência de ${request.protocol}`), ['entrada']);
    return request;
  }

  /** As somebody reads it now; null for what is not theirs. */
  async read<Data = SeenRequest>(person: Person, id: string, fields?: string): Promise<Data | null> {
    const seen =
      fields ??
      'id protocol state version environment allowedActions system { lineage name } credential { id requesterIdentifier }';
    const query = `query ($id: ID!) { accessRequest(id: $id) { ${seen} } }`;
    const { data, errors } = await this.service.ask<{ accessRequest: Data | null }>(person, query, { id });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.accessRequest;
  }
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Evidence } from '../evidence/evidence.ts';
import type { EvidenceJson } from '../evidence/evidence-json.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { contentOf } from '../requests/visibility.ts';
import { attach, pdf } from './attach.ts';
import { ana, clara } from './people.ts';
import { insertCredential, insertRequest } from './rows.ts';
import type { TestService } from './service.ts';

/** What a mutation of evidence answers. */
export interface Answer {
  accessRequest: { id: string; version: number } | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

/** Ana's production request, and what tests do and see around its evidence. */
export class EvidenceCase {
  private constructor(
    private readonly service: TestService,
    readonly request: AccessRequest,
  ) {}

  static async draft(service: TestService): Promise<EvidenceCase> {
    const homologationCredential = await insertCredential(service.orm);
    const facts = { environment: 'PRODUCTION' as const, homologationCredential };
    return new EvidenceCase(service, await insertRequest(service.orm, facts));
  }

  attach(file = pdf(), ...requirements: string[]): Promise<EvidenceJson> {
    return attach(this.service, ana, this.request.id, file, requirements);
  }

  async mutate(
    person: typeof ana,
    field: string,
    variables: { id: string; requirements?: readonly string[] },
  ): Promise<Answer> {
    const [declared, passed] = variables.requirements
      ? ['$id: ID!, $requirements: [String!]!', 'id: $id, requirements: $requirements']
      : ['$id: ID!', 'id: $id'];
    const { data, errors } = await this.service.ask<{ answer: Answer }>(
      person,
      `mutation (${declared}) { answer: ${field}(${passed}) { accessRequest { id version } problems { code message path } } }`,
      variables,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  }

  rows(): Promise<Evidence[]> {
    return this.service.orm.em.fork().find(Evidence, { request: this.request }, { orderBy: { id: 'asc' } });
  }

  fresh(): Promise<AccessRequest> {
    return this.service.orm.em.fork().findOneOrFail(AccessRequest, { id: this.request.id });
  }

  async history() {
    const em = this.service.orm.em.fork();
    const events = await em.find(AccessRequestEvent, { request: this.request }, { orderBy: { place: 'asc' } });
    return events.map(({ action, evidence, message, from, to }) => ({ action, evidence, message, from, to }));
  }

  /** As a submit leaves it: what there is becomes the last submission; then it has gone on to that state. */
  async submitted(state: AccessRequest['state']): Promise<void> {
    const em = this.service.orm.em.fork();
    const row = await em.findOneOrFail(AccessRequest, { id: this.request.id });
    const evidence = await em.find(Evidence, { request: row, removedAt: null });
    const copies = evidence.map(({ id, sha256, requirements }) => ({
      id,
      sha256,
      requirements: requirements.map(({ code }) => code),
    }));
    const waiting = state === 'IN_REVIEW' || state === 'SUBMITTED';
    Object.assign(row, {
      state,
      submissions: row.submissions + 1,
      submitted: { ...contentOf(row), evidence: copies },
      rules: { certificatePolicy: 'NONE', fourEyes: false, requirements: RULES },
      reviewerId: state === 'IN_REVIEW' ? clara.id : null,
      dueAt: waiting ? new Date('2026-11-27T12:00:00Z') : null,
    });
    await em.flush();
  }

  keptFiles(): Promise<string[]> {
    return readdir(join(this.service.evidenceDirectory, 'kept'));
  }

  partialFiles(): Promise<string[]> {
    return readdir(join(this.service.evidenceDirectory, 'partial'));
  }
}

const RULES = [
  { id: 'r1', code: 'bundle-enviado' },
  { id: 'r2', code: 'validador' },
];

import { randomUUID } from 'node:crypto';
import type { BenchPerson } from '@portal/bench/person';
import { contentOf, PORTFOLIO } from '@portal/bench/request';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { answered, attached, type Told } from './acknowledged.ts';
import { chance, oneOf } from './chance.ts';

/** What was acknowledged of one request. */
export interface Acknowledged {
  id: string;
  /** The acts that its history has to tell, each once, in this order. */
  acts: string[];
  state: string;
  /** What its approval granted. */
  credentialId: string | undefined;
  /** The secret of that credential that was drawn last. */
  secret: string | undefined;
  /** What was taken as evidence. */
  files: { id: string; bytes: Buffer }[];
}

/** Who takes part, and what is asked for. */
export interface Cast {
  owner: BenchPerson;
  reviewers: readonly BenchPerson[];
  services: string[];
}

interface AccessRequest {
  id: string;
  version: number;
  state: string;
  credential: { id: string } | null;
}

interface Answer {
  payload: { accessRequest: AccessRequest | null; problems: { code: string; message: string }[] };
}

const SELECTION = '{ accessRequest { id version state credential { id } } problems { code message } }';
const ROTATE = `mutation ($id: ID!, $idempotencyKey: String) {
  payload: rotateCredentialSecret(id: $id, idempotencyKey: $idempotencyKey) { secret problems { code message } }
}`;

/** Walks a request from its draft to its end, and often one for production after it; each act is written down once it was acknowledged. */
export async function walk(told: Told, cast: Cast, random: RandomGenerator, ledger: Acknowledged[]): Promise<void> {
  const homologation = await OneRequest.begin(told, cast, ledger, 'createHomologationRequest', {
    portfolio: PORTFOLIO,
    services: cast.services,
  });
  await homologation.byOwner('updateAccessRequest', contentOf(`Sistema ${randomUUID()}`));
  await homologation.fileAndDecide(random);
  const { credentialId } = homologation.entry;
  if (!credentialId) return;
  await homologation.drawSecret();
  if (chance(random, 0.5)) return;
  const production = await OneRequest.begin(told, cast, ledger, 'createProductionRequest', { credentialId });
  await production.attach();
  await production.fileAndDecide(random);
}

/** A request and those who act on it, one act after the other. */
class OneRequest {
  private readonly told: Told;
  private readonly cast: Cast;
  private version: number;
  readonly entry: Acknowledged;

  private constructor(told: Told, cast: Cast, version: number, entry: Acknowledged) {
    this.told = told;
    this.cast = cast;
    this.version = version;
    this.entry = entry;
  }

  static async begin(told: Told, cast: Cast, ledger: Acknowledged[], mutation: string, input: object) {
    const { id, version, state } = await mutate(told, cast.owner, mutation, { ...input, idempotencyKey: randomUUID() });
    const entry = { id, state, acts: ['CREATE'], credentialId: undefined, secret: undefined, files: [] };
    ledger.push(entry);
    return new OneRequest(told, cast, version, entry);
  }

  /** Submits; then it is cancelled, sent back and mended, rejected or approved, as chance has it. */
  async fileAndDecide(random: RandomGenerator): Promise<void> {
    if (chance(random, 0.3)) await this.attach();
    await this.byOwner('submitAccessRequest');
    if (chance(random, 0.1)) return this.byOwner('cancelAccessRequest');
    if (chance(random, 0.3)) {
      const reviewer = oneOf(random, this.cast.reviewers);
      await this.by(reviewer, 'claimAccessRequest');
      const reasons = [{ code: 'IP_NOT_JUSTIFIED', path: 'system.ipRanges.0', message: 'Informe só o IP de saída.' }];
      await this.by(reviewer, 'requestChanges', { reasons });
      await this.byOwner('updateAccessRequest', { system: { ipRanges: ['200.130.5.7'] } });
      await this.byOwner('submitAccessRequest');
    }
    const reviewer = oneOf(random, this.cast.reviewers);
    await this.by(reviewer, 'claimAccessRequest');
    if (chance(random, 0.1)) {
      await this.by(reviewer, 'releaseAccessRequest');
      await this.by(reviewer, 'claimAccessRequest');
    }
    if (chance(random, 0.15)) {
      return this.by(reviewer, 'rejectAccessRequest', {
        reasons: [{ code: 'OTHER', path: null, message: 'O sistema não é de um estabelecimento de saúde.' }],
      });
    }
    await this.by(reviewer, 'approveAccessRequest');
  }

  /** Evidence that no other is like. */
  async attach(): Promise<void> {
    const body = `%PDF-1.4\n% ${randomUUID()}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`;
    const bytes = Buffer.from(body);
    const id = await attached(this.told, this.cast.owner, this.entry.id, bytes);
    this.entry.files.push({ id, bytes });
    this.entry.acts.push('ATTACH_EVIDENCE');
    const read = 'query ($id: ID!) { accessRequest(id: $id) { version } }';
    const { accessRequest } = await answered<{ accessRequest: AccessRequest }>(this.told, this.cast.owner, read, {
      id: this.entry.id,
    });
    this.version = accessRequest.version;
  }

  async drawSecret(): Promise<void> {
    const { credentialId: id } = this.entry;
    const idempotencyKey = randomUUID();
    const { payload } = await answered<{ payload: { secret: string | null; problems: unknown[] } }>(
      this.told,
      this.cast.owner,
      ROTATE,
      { id, idempotencyKey },
    );
    if (!payload.secret) this.told.wrong.push(`rotateCredentialSecret: ${JSON.stringify(payload.problems)}`);
    this.entry.secret = payload.secret ?? undefined;
  }

  byOwner(mutation: string, more: object = {}): Promise<void> {
    return this.by(this.cast.owner, mutation, more);
  }

  private async by(person: BenchPerson, mutation: string, more: object = {}): Promise<void> {
    const { id } = this.entry;
    const idempotencyKey = randomUUID();
    const done = await mutate(this.told, person, mutation, { id, version: this.version, ...more, idempotencyKey });
    this.version = done.version;
    this.entry.state = done.state;
    this.entry.credentialId = done.credential?.id;
    const act = ACTS[mutation];
    if (act) this.entry.acts.push(act);
  }
}

/** What the history calls them; an edit leaves no trace in it. */
const ACTS: Record<string, string> = {
  submitAccessRequest: 'SUBMIT',
  cancelAccessRequest: 'CANCEL',
  claimAccessRequest: 'CLAIM',
  releaseAccessRequest: 'RELEASE',
  requestChanges: 'REQUEST_CHANGES',
  rejectAccessRequest: 'REJECT',
  approveAccessRequest: 'APPROVE',
};

/** Those of them that take their arguments as one input. */
const BY_INPUT = ['createHomologationRequest', 'createProductionRequest', 'updateAccessRequest'];

async function mutate(
  told: Told,
  person: BenchPerson,
  mutation: string,
  variables: Record<string, unknown>,
): Promise<AccessRequest> {
  const { payload } = BY_INPUT.includes(mutation)
    ? await answered<Answer>(told, person, byInput(mutation), { input: variables })
    : await answered<Answer>(told, person, byArguments(mutation, variables), variables);
  if (payload.accessRequest && payload.problems.length === 0) return payload.accessRequest;
  throw new Error(`${mutation} was refused: ${JSON.stringify(payload.problems)}`);
}

function byInput(mutation: string): string {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  return `mutation ($input: ${type}) { payload: ${mutation}(input: $input) ${SELECTION} }`;
}

function byArguments(mutation: string, variables: object): string {
  const reasons = 'reasons' in variables;
  const declared = `$id: ID!, $version: Int!, $idempotencyKey: String${reasons ? ', $reasons: [ReasonInput!]!' : ''}`;
  const passed = `id: $id, version: $version, idempotencyKey: $idempotencyKey${reasons ? ', reasons: $reasons' : ''}`;
  return `mutation (${declared}) { payload: ${mutation}(${passed}) ${SELECTION} }`;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { BenchPerson } from '@portal/bench/person';
import type { TriedSystem } from '@portal/bench/tried-system';
import { answered, type Told } from '../acknowledged.ts';
import { type Check, check } from '../check.ts';
import { NotedConnector } from './noted-connector.ts';

/** docs/homologation.md: what is done to a credential counts at the hosts within. */
const IN_FORCE_AFTER_MS = 2_000;
const LOOKED_AT_MS = 1_500;
const LOOK_AGAIN_MS = 100;
const REFUSED = 403;

/** A credential that is suspended and reinstated, or revoked, over and over looked at from the hosts. */
export class Gate implements AsyncDisposable {
  readonly check: Check = check(
    'a suspension or revocation that was acknowledged is in force at the hosts, and its end',
  );
  private readonly told: Told;
  private readonly owner: BenchPerson;
  private readonly system: TriedSystem;
  private readonly connector: NotedConnector;

  constructor(told: Told, owner: BenchPerson, system: TriedSystem) {
    this.told = told;
    this.owner = owner;
    this.system = system;
    this.connector = new NotedConnector(system);
  }

  /** Suspends it, looks, reinstates it and looks. */
  async suspendAndReinstate(): Promise<void> {
    await this.act('suspendCredential', 'Suspensa por um instante.');
    await this.shows((status) => status === undefined || status === REFUSED || status >= 500);
    await this.act('reinstateCredential');
    await this.shows((status) => status === undefined || status < 400 || status >= 500);
  }

  /** Ends it for good. */
  revoke(): Promise<void> {
    return this.act('revokeCredential', 'Não se usa mais.');
  }

  /** That nothing is told by it any more. */
  staysShut(): Promise<void> {
    return this.shows((status) => status === undefined || status >= 400);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.connector[Symbol.asyncDispose]();
  }

  /** Looks for a while, from the moment on at which what was acknowledged last counts. */
  private async shows(holds: (status: number | undefined) => boolean): Promise<void> {
    const { connector, system, told } = this;
    await after(IN_FORCE_AFTER_MS, undefined, { signal: told.signal });
    const until = performance.now() + LOOKED_AT_MS;
    while (performance.now() < until) {
      const first = connector.calls.length;
      await connector.read(`Patient/${system.patients[0]}`).catch(() => {});
      for (const { url, status } of connector.calls.slice(first)) {
        // The Auth host gives a token to any certificate that it trusts.
        if (!url.startsWith(system.ehrUrl) || status === undefined) continue;
        this.check.of++;
        if (!holds(status)) this.check.broken.push(`${system.credentialId} was answered ${status}`);
      }
      await after(LOOK_AGAIN_MS, undefined, { signal: told.signal });
    }
  }

  private async act(mutation: string, reason?: string): Promise<void> {
    const [declared, passed] = reason ? [', $reason: String!', ', reason: $reason'] : ['', ''];
    const { payload } = await answered<{ payload: { problems: unknown[] } }>(
      this.told,
      this.owner,
      `mutation ($id: ID!, $idempotencyKey: String${declared}) {
         payload: ${mutation}(id: $id, idempotencyKey: $idempotencyKey${passed}) { problems { code message } } }`,
      { id: this.system.credentialId, idempotencyKey: randomUUID(), ...(reason && { reason }) },
    );
    if (payload.problems.length > 0) throw new Error(`${mutation} was refused: ${JSON.stringify(payload.problems)}`);
  }
}

import type { BenchPerson } from '@portal/bench/person';
import { triedSystem } from '@portal/bench/tried-system';
import type { Told } from '../acknowledged.ts';
import { randomOf } from '../chance.ts';
import { Gate } from './gate.ts';
import { NotedConnector } from './noted-connector.ts';
import { type Sending, sendAndUse } from './sender.ts';

/** Where in the seed's numbers those of connectors begin. */
const CONNECTORS = 2_000;
/** Lanes of a connector that send at once, with one token. */
const LANES = 2;

/** What of one integrator calls the homologation environment. */
export interface Connectors extends AsyncDisposable {
  sending: Sending;
  gate: Gate;
  /** How many requests were approved for it. */
  systems: number;
}

/** Has two systems approved: one sends documents, the other is suspended or revoked. */
export async function takeConnectors(told: Told, owner: BenchPerson, reviewer: BenchPerson): Promise<Connectors> {
  const [system, shut] = [await triedSystem(owner, reviewer), await triedSystem(owner, reviewer)];
  const connector = new NotedConnector(system);
  const gate = new Gate(told, owner, shut);
  return {
    sending: { system, connector, documents: [], made: 0 },
    gate,
    systems: 2,
    async [Symbol.asyncDispose]() {
      await connector[Symbol.asyncDispose]();
      await gate[Symbol.asyncDispose]();
    },
  };
}

/** What goes on for as long as there are faults: work for each lane, that is done again and again. */
export function connectorWork(told: Told, { sending, gate }: Connectors, seed: number, place: number) {
  const senders = Array.from({ length: LANES }, (_, lane) => {
    const random = randomOf(seed, CONNECTORS + place * LANES + lane);
    return () => sendAndUse(told, sending, random);
  });
  // Of two integrators one suspends, and the other revokes at once.
  const revoked = place % 2 === 1;
  let ended: Promise<void> | undefined;
  const shut = async () => {
    ended ??= gate.revoke();
    await ended;
    await gate.staysShut();
  };
  return [...senders, revoked ? shut : () => gate.suspendAndReinstate()];
}

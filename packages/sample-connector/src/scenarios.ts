import type { FaultKind } from '@portal/domain';
import type { Composed, Connector, IdentifiedDocument } from './connector.ts';
import type { Parties } from './document.ts';
import { RndsRefusal, RndsUnreachable } from './errors.ts';

/** What a scenario is played with. */
export interface Stage {
  connector: Connector;
  parties: Parties;
  /** Another document of the suite's kind, right now; with the content of one that was made before, where that is given. */
  document: (like?: Sendable) => Sendable;
  /** Has a fault done to the next calls, as whoever integrates does on the page of tests. */
  arm: (kind: FaultKind, calls: number) => Promise<void>;
  disarm: () => Promise<void>;
  pause: (milliseconds: number) => Promise<unknown>;
}

/** As far as scenarios look at a document. */
export type Sendable = IdentifiedDocument & Composed;

/** What is done so that steps of a suite are seen. */
export interface Scenario {
  steps: readonly string[];
  /** Gives what is done after a minute in which nothing more is heard of it, where something is. */
  play: (stage: Stage) => Promise<(() => Promise<void>) | void>;
}

/** What replaces or reads a document finds it after about three seconds. */
export const STORED_MS = 4_000;
/** As long as a refusal has to be left alone, and a little. */
export const SILENCE_MS = 61_000;

/** All that the connector can be seen to do, in the order in which it is done. */
export const SCENARIOS: readonly Scenario[] = [
  {
    steps: [
      'token.certificate/given',
      'token.reuse/three-calls',
      'user-agent/named',
      'lookup/patient',
      'lookup/professional',
      'context/opened',
      'document.created/accepted',
      'document.read/own',
      'document.replaced/own',
      'document.deleted/own',
    ],
    async play({ connector, parties, document, pause }) {
      await connector.read(`Patient/${parties.patient}`);
      await connector.read(`Practitioner/${parties.operator}`);
      await connector.openContext(parties);
      const sent = document();
      const id = await connector.send(sent);
      await pause(STORED_MS);
      await connector.read(`Bundle/${id}`);
      await connector.remove(await connector.replace(sent, id));
    },
  },
  {
    steps: ['errors.duplicate/not-again'],
    async play({ connector, document }) {
      const sent = document();
      const id = await connector.send(sent);
      await connector.send(sent);
      await connector.remove(id);
      return () => sendAndRemove(connector, document());
    },
  },
  {
    steps: ['dose.same/not-again'],
    async play({ connector, document }) {
      const sent = document();
      const id = await connector.send(sent);
      await expectError(connector.send(document(sent)), RndsRefusal);
      await connector.remove(id);
      return () => sendAndRemove(connector, document());
    },
  },
  {
    steps: ['errors.rule/not-unchanged'],
    async play({ connector, document }) {
      await sendAndRemove(connector, document());
      const wrong = document();
      Object.assign(wrong.entry[0]?.resource ?? {}, { status: 'preliminary' });
      await expectError(connector.send(wrong), RndsRefusal);
      return () => sendAndRemove(connector, document());
    },
  },
  {
    steps: ['token.renewal/expired'],
    async play({ connector, document, arm }) {
      await arm('EXPIRED_TOKEN', 1);
      await sendAndRemove(connector, document());
    },
  },
  {
    steps: ['retry.wait/retry-after'],
    async play({ connector, document, arm }) {
      await arm('ERROR_503', 1);
      await sendAndRemove(connector, document());
    },
  },
  {
    steps: ['retry.gateway/again'],
    async play({ connector, document, arm }) {
      await arm('ERROR_502', 1);
      await sendAndRemove(connector, document());
    },
  },
  {
    steps: ['retry.gateway/gives-up'],
    async play({ connector, document, arm, disarm, pause }) {
      await sendAndRemove(connector, document());
      await arm('ERROR_502', 20);
      try {
        await expectError(connector.send(document()), RndsUnreachable);
        await pause(SILENCE_MS);
        await expectError(connector.send(document()), RndsUnreachable);
      } finally {
        await disarm();
      }
    },
  },
  {
    steps: ['retry.lost/reset'],
    async play({ connector, document, arm }) {
      await arm('RESET', 1);
      await sendAndRemove(connector, document());
    },
  },
  {
    steps: ['retry.lost/half-answer'],
    async play({ connector, document, arm }) {
      await arm('HALF_ANSWER', 1);
      await sendAndRemove(connector, document());
    },
  },
  {
    steps: ['retry.patience/slow'],
    async play({ connector, document, arm, pause }) {
      await arm('SLOW', 1);
      const id = await connector.send(document());
      await pause(11_000);
      await connector.remove(id);
    },
  },
];

/** So the same person can be sent another one of. */
async function sendAndRemove(connector: Connector, document: Sendable): Promise<void> {
  await connector.remove(await connector.send(document));
}

/** What has to be refused, or given up. */
async function expectError(
  sending: Promise<unknown>,
  kind: typeof RndsRefusal | typeof RndsUnreachable,
): Promise<void> {
  const error = await sending.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof kind)) throw error ?? new Error('O documento foi aceito, e devia ter sido recusado.');
}

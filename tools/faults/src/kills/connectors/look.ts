import { setTimeout as after } from 'node:timers/promises';
import type { BenchPerson } from '@portal/bench/person';
import { RndsRefusal } from '@portal/sample-connector';
import { type Check, check, same } from '../check.ts';
import type { NotedCall } from './noted-connector.ts';
import type { Sending } from './sender.ts';

/** A call as its credential's list tells it. */
interface ListedCall {
  connector: string | null;
  status: number;
}

interface Run {
  calls: number;
  requirements: { steps: { key: string; attempts: { outcome: string; why: string | null }[] }[] }[];
}

interface Page<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A call is looked at by the runs a moment after its answer. */
const SEEN_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 200;

/** Looks at a connector's documents at the host, and at its calls and runs as its owner reads them. */
export async function lookAtSending(owner: BenchPerson, sending: Sending): Promise<Check[]> {
  const documents = await ofDocuments(sending);
  const { credentialId } = sending.system;
  const listed = await allOf<ListedCall>(owner, credentialId, CALLS);
  const runs = await runsThatSaw(owner, credentialId, listed.length);
  return [documents, ofCalls(sending.connector.calls, listed), ofSteps(runs), seenOnce(credentialId, runs, listed)];
}

/** What the hosts tell of each document by its id. */
async function ofDocuments({ connector, documents }: Sending): Promise<Check> {
  const kept = check('a document that was accepted is there, but where it was deleted, which was acknowledged');
  for (const { id, identifier, state } of documents) {
    const seen = await connector.read(`Bundle/${id}`).then(
      (found) => (found as { identifier: { value: string } }).identifier.value,
      (error: Error) => (error instanceof RndsRefusal ? error.status : error.message),
    );
    same(kept, id, seen, state === 'DELETED' ? 410 : identifier);
  }
  return kept;
}

/** A call that was answered stands in the list once with its status; one that no answer came to, or a failure of ours, at most once. */
function ofCalls(calls: readonly NotedCall[], listed: readonly ListedCall[]): Check {
  const once = check('a call to a host stands once in the list of calls, as it was answered');
  const found = Map.groupBy(listed, ({ connector }) => /\((\w+)\)$/.exec(connector ?? '')?.[1] ?? '');
  for (const { mark, method, url, status } of calls) {
    const seen = (found.get(mark) ?? []).map((call) => call.status);
    const what = `${mark} ${method} ${new URL(url).pathname}`;
    if (status !== undefined && status < 500) same(once, what, seen, [status]);
    else if (seen.length > 1) once.broken.push(`${what}: ${JSON.stringify(seen)}`);
  }
  return once;
}

/** The judge knows what it answered, and not that it never arrived: who asks again then is taken to insist (docs/reliability.md). */
const INSISTING = ['errors.duplicate/not-again', 'errors.rule/not-unchanged'];

/** The connector makes no mistake: what a fault of ours broke off is inconclusive, or waits. */
function ofSteps(runs: readonly Run[]): Check {
  const fair = check('no step of a conformance run failed by a fault of ours');
  for (const { key, attempts } of runs.flatMap(({ requirements }) => requirements.flatMap(({ steps }) => steps))) {
    if (INSISTING.includes(key)) continue;
    fair.of++;
    for (const { outcome, why } of attempts) if (outcome === 'FAILED') fair.broken.push(`${key}: ${why}`);
  }
  return fair;
}

/** Those calls among them that were made after the last fault. */
function seenOnce(credentialId: string, runs: readonly Run[], listed: readonly ListedCall[]): Check {
  const once = check('the runs have seen every call once, and go on');
  same(once, credentialId, seenBy(runs), listed.length);
  return once;
}

async function runsThatSaw(owner: BenchPerson, credentialId: string, calls: number): Promise<Run[]> {
  const limit = performance.now() + SEEN_WITHIN_MS;
  for (;;) {
    const runs = await allOf<Run>(owner, credentialId, RUNS);
    if (seenBy(runs) >= calls || performance.now() > limit) return runs;
    await after(LOOK_AGAIN_MS);
  }
}

function seenBy(runs: readonly Run[]): number {
  return runs.reduce((sum, { calls }) => sum + calls, 0);
}

const CALLS = 'calls(first: 100, after: $after) { edges { node { connector status } }';
const RUNS = `conformanceRuns(first: 5, after: $after) {
  edges { node { calls requirements { steps { key attempts { outcome why } } } } }`;

/** All entries of a list of a credential's access to the homologation environment. */
async function allOf<Node>(owner: BenchPerson, id: string, list: typeof CALLS | typeof RUNS): Promise<Node[]> {
  const query = `query ($id: ID!, $after: String) { credential(id: $id) { homologationAccess {
    list: ${list} pageInfo { hasNextPage endCursor } } } } }`;
  const nodes: Node[] = [];
  let end: string | null = null;
  do {
    const answer: { credential: { homologationAccess: { list: Page<Node> } } } = await owner.ask(query, {
      id,
      after: end,
    });
    const { edges, pageInfo } = answer.credential.homologationAccess.list;
    nodes.push(...edges.map(({ node }) => node));
    end = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (end);
  return nodes;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type GraphTransport,
  isLastEvent,
  type PlannedSubscription,
  type PreparedOperation,
  planSubscription,
  type SubgraphResult,
} from '@portal/federation';
import { type GraphQLError, Kind, type VariableNode, visit } from 'graphql';
import type { GatewayContext } from './gateway-context.ts';
import { type Leave, LiveEvent, type LiveListener } from './live-event.ts';
import type { AlikeEvent, StreamListener, SubgraphSubscriptions } from './subgraph-subscriptions.ts';

/** A client's subscription. */
export interface LiveAsked {
  prepared: PreparedOperation;
  variables: Readonly<Record<string, unknown>> | null | undefined;
  /** Of the subscription itself, and anew of each event. */
  contextFor: () => GatewayContext;
}

/** So many events may wait to be completed; one more and those who wait for them are too slow. */
const MOST_WAITING = 256;

interface LiveParts {
  transport: GraphTransport<GatewayContext>;
  subscriptionsOf: (subgraph: string) => SubgraphSubscriptions;
  /** Subgraphs that answer everybody alike. */
  alike: ReadonlySet<string>;
}

/**
 * The live subscriptions of all clients. Each is begun at its subgraph for itself, where it is let in and catches up from its
 * cursor. Once two of one crowd, by the same caller and asking the same, stand at the same place of the stream, they go on as one:
 * a caller's hundred pages cost the subgraph what one does. What subscriptions receive alike is completed and written once.
 */
export class LiveStreams {
  private readonly crowds = new Map<string, Set<Upstream>>();

  constructor(private readonly parts: LiveParts) {}

  /** Begins a subscription; why it is refused where that is known at once. */
  async open(asked: LiveAsked, listener: LiveListener): Promise<Leave | { errors: readonly GraphQLError[] }> {
    const planned = planSubscription(asked.prepared, asked.variables);
    if ('errors' in planned) return planned;
    const crowd = crowdOf(asked);
    const upstreams = this.crowds.get(crowd) ?? new Set<Upstream>();
    this.crowds.set(crowd, upstreams);
    const likeness = planned.likeness(this.parts.alike);
    const { contextFor } = asked;
    const complete = AsyncLocalStorage.bind((event: SubgraphResult) =>
      planned.complete(event, this.parts.transport, contextFor()),
    );
    const over = () => {
      upstreams.delete(upstream);
      if (upstreams.size === 0 && this.crowds.get(crowd) === upstreams) this.crowds.delete(crowd);
    };
    const upstream = new Upstream({ likeness, complete, over, still: () => joinIn(upstreams) });
    upstreams.add(upstream);
    const member = upstream.take(listener);
    try {
      upstream.begun(
        await this.parts.subscriptionsOf(planned.subgraph).subscribe(planned.request, contextFor(), crowd, upstream),
      );
    } catch (error) {
      over();
      throw error;
    }
    return leaving(member);
  }
}

/** The end of a client's subscription: it holds nothing of how that began. */
const leaving =
  (member: Member): Leave =>
  () =>
    member.upstream.leave(member);

interface KnownOperation {
  id: number;
  cursor: string | undefined;
}

const operations = new WeakMap<PreparedOperation, KnownOperation>();
let lastOperation = 0;

/** Names who asks, as subgraphs know them, and what, but for the cursor from which it is caught up. */
function crowdOf({ prepared, variables, contextFor }: LiveAsked): string {
  let known = operations.get(prepared);
  if (!known) {
    lastOperation += 1;
    known = { id: lastOperation, cursor: cursorVariable(prepared) };
    operations.set(prepared, known);
  }
  const { id, cursor } = known;
  const asked = Object.entries(variables ?? {}).filter(([name]) => name !== cursor);
  return JSON.stringify([id, contextFor().caller, asked.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The variable that the root field takes its cursor from, where it is used for nothing else. */
function cursorVariable({ operation, fragments }: PreparedOperation): string | undefined {
  const [field] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD) return undefined;
  const value = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return undefined;
  let uses = 0;
  const count = { Variable: ({ name }: VariableNode) => void (name.value === value.name.value && uses++) };
  for (const node of [operation.selectionSet, ...fragments.values()]) visit(node, count);
  return uses === 1 ? value.name.value : undefined;
}

/** Those that stand at the same place, and have told all that they were told, go on as the one that began first. */
function joinIn(upstreams: ReadonlySet<Upstream>): void {
  if (upstreams.size < 2) return;
  const at = new Map<number, Upstream>();
  for (const upstream of upstreams) {
    if (upstream.standsAt === undefined) continue;
    const first = at.get(upstream.standsAt);
    if (first) first.takeOver(upstream);
    else at.set(upstream.standsAt, upstream);
  }
}

interface Member {
  upstream: Upstream;
  listener: LiveListener;
}

interface UpstreamParts {
  /** Names what is made of its events, where others may receive the same. */
  likeness: string | undefined;
  complete: (event: SubgraphResult) => ReturnType<PlannedSubscription['complete']>;
  /** It ended. */
  over: () => void;
  /** All that it was told is told on. */
  still: () => void;
}

/** One subscription at a subgraph, and the clients that it goes on to. */
class Upstream implements StreamListener {
  private readonly members = new Set<Member>();
  /** What is to be told on, in order, each once it is its turn. */
  private readonly waiting: (() => Promise<LiveEvent>)[] = [];
  private telling = false;
  private place: number | undefined;
  private ended = false;
  private failure: Error | undefined;
  private stop: () => void = () => {};

  constructor(private readonly parts: UpstreamParts) {}

  /** Where it stands, once all that it was told is told on. */
  get standsAt(): number | undefined {
    return this.telling || this.ended ? undefined : this.place;
  }

  begun(stop: () => void): void {
    this.stop = stop;
    if (this.members.size === 0) this.close();
  }

  take(listener: LiveListener): Member {
    const member = { upstream: this, listener };
    this.members.add(member);
    return member;
  }

  leave(member: Member): void {
    this.members.delete(member);
    if (this.members.size === 0) this.close();
  }

  /** Its clients are told from here on what the other's would have been. */
  takeOver(other: Upstream): void {
    for (const member of other.members) {
      member.upstream = this;
      this.members.add(member);
    }
    other.members.clear();
    other.close();
  }

  next(result: SubgraphResult): void {
    this.place = undefined;
    this.tell(async () => new LiveEvent(await this.parts.complete(result)));
  }

  alike(event: AlikeEvent): void {
    this.place = event.place;
    const { likeness, complete, still } = this.parts;
    if (event.happened) {
      this.tell(() => event.answered(likeness, async (result) => new LiveEvent(await complete(result))));
    } else if (!this.telling) still();
  }

  end(): void {
    this.ended = true;
    if (!this.telling) this.finish();
  }

  fail(error: Error): void {
    this.failure = error;
    this.end();
  }

  private tell(event: () => Promise<LiveEvent>): void {
    if (this.ended) return;
    if (this.waiting.length >= MOST_WAITING) {
      for (const { listener } of this.members) listener.overflow();
      this.close();
      return;
    }
    this.waiting.push(event);
    if (!this.telling) void this.tellOn();
  }

  private async tellOn(): Promise<void> {
    this.telling = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      try {
        const event = await next();
        for (const { listener } of this.members) listener.push(event);
        if (isLastEvent(event.result)) this.endWith();
      } catch (error) {
        this.endWith(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.telling = false;
    if (this.ended) this.finish();
    else this.parts.still();
  }

  private endWith(failure?: Error): void {
    this.waiting.length = 0;
    this.failure ??= failure;
    this.ended = true;
  }

  private finish(): void {
    for (const { listener } of this.members) {
      if (this.failure) listener.fail(this.failure);
      else listener.end();
    }
    this.close();
  }

  private close(): void {
    this.ended = true;
    this.waiting.length = 0;
    this.members.clear();
    this.parts.over();
    this.stop();
  }
}

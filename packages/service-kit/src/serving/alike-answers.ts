import { type DocumentNode, type ExecutionResult, getOperationAST, Kind, visit } from 'graphql';
import { anyoneLike } from '../identity/anyone.ts';
import type { Caller } from '../identity/caller.ts';
import type { StreamEvent } from './stream-event.ts';

/** Who is told, and what they asked. */
export interface Told {
  caller: Caller;
  document: DocumentNode;
  operationName: string | null | undefined;
  variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** Works an event out for somebody. */
type Work = (caller: Caller) => Promise<ExecutionResult>;

/** What was worked out for somebody, and for whom else it holds. */
interface Known {
  result: ExecutionResult;
  holdsFor(caller: Caller): boolean;
}

/**
 * Works an event out once for all who are told the same of it: first for somebody of whom roles, portfolios and level are known; where
 * that does not hold for a person, because it looked at who they are, once for that person. Who may see what is decided
 * where it always is, by the resolvers: this only knows which of their answers may be handed on.
 */
export class AlikeAnswers {
  readonly #known = new WeakMap<StreamEvent, Map<string, Promise<Known>>>();
  readonly #documents = new WeakMap<DocumentNode, { id: number; variables: readonly string[] }>();
  #lastId = 0;

  async answer(event: StreamEvent, told: Told, work: Work): Promise<ExecutionResult> {
    if (!event.live) return work(told.caller);
    const asked = this.#askedBy(told);
    const { caller } = told;
    if (caller.kind === 'person' && caller.id !== event.about) {
      const like = JSON.stringify([
        asked,
        [...caller.roles].sort(),
        caller.portfolios?.toSorted(),
        caller.assuranceLevel,
      ]);
      const known = await this.#once(event, like, async () => {
        const { viewer, holdsFor } = anyoneLike(caller);
        const result = await work(viewer);
        // Of an error each is told with their own trace.
        return { result, holdsFor: (who) => !result.errors && who.kind === 'person' && holdsFor(who) };
      });
      if (known.holdsFor(caller)) return known.result;
    }
    const own = JSON.stringify([asked, caller]);
    const { result } = await this.#once(event, own, async () => ({
      result: await work(caller),
      holdsFor: () => true,
    }));
    return result;
  }

  #once(event: StreamEvent, key: string, work: () => Promise<Known>): Promise<Known> {
    const ofEvent = this.#known.get(event) ?? new Map<string, Promise<Known>>();
    this.#known.set(event, ofEvent);
    const known = ofEvent.get(key) ?? work();
    ofEvent.set(key, known);
    return known;
  }

  /** What is asked of each event, the subscription's own arguments left out. */
  #askedBy({ document, operationName, variables }: Told): unknown {
    let known = this.#documents.get(document);
    if (!known) {
      this.#lastId += 1;
      known = { id: this.#lastId, variables: variablesOfEvents(document, operationName) };
      this.#documents.set(document, known);
    }
    // One that is not given has its default, which null has not.
    const given = known.variables.map((name) => (variables && Object.hasOwn(variables, name) ? [variables[name]] : []));
    return [known.id, operationName ?? null, given];
  }
}

/** Variables beyond the arguments of the subscription's own field; of a document with several operations all. */
function variablesOfEvents(document: DocumentNode, operationName: string | null | undefined): string[] {
  const names = new Set<string>();
  const collect = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) };
  const operation = getOperationAST(document, operationName);
  for (const definition of document.definitions) {
    if (definition !== operation) visit(definition, collect);
    else {
      for (const selection of operation.selectionSet.selections) {
        visit(selection.kind === Kind.FIELD ? { ...selection, arguments: [] } : selection, collect);
      }
    }
  }
  return [...names].sort();
}

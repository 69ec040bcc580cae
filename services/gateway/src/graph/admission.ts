import type { PreparedOperation } from '@portal/federation';
import { createDocumentCache } from '@portal/service-kit/serving';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { OperationCost } from '../access/operation-cost.ts';
import { MOST_TOKENS, OPERATION_LIMITS, refuseManyValues, refuseText } from '../access/operation-limits.ts';
import { scopeRefusal } from '../access/scope-check.ts';
import type { Bill } from '../budgets/bill.ts';
import { unknownOperation } from '../http/request-errors.ts';
import type { PersistedQueries } from './persisted-queries.ts';
import type { Supergraph } from './supergraph.ts';

/** Parses and validates an operation's text, once for each text. */
export type CheckDocument = ReturnType<typeof createDocumentCache>;

/** Checks by the schema and by the gateway's limits. */
export function documentChecker(schema: GraphQLSchema): CheckDocument {
  return createDocumentCache(schema, { refuseText, rules: OPERATION_LIMITS, maxTokens: MOST_TOKENS });
}

/** An operation of a checked document, before it is let in. */
export interface AskedOperation {
  document: DocumentNode;
  operationName: string | null | undefined;
  variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** Who asks, as far as it counts here. */
export interface Asker {
  /** What their token allows; a browser's session and nobody have none. */
  grant?: BearerGrant | undefined;
  /** What pays for it. */
  bill: Bill;
  /** Takes a place for a subscription, which stays; why there is none. */
  takePlace?: (() => GraphQLError | undefined) | undefined;
}

/** What admission is made of. */
export interface AdmissionParts {
  supergraph: Pick<Supergraph, 'schema' | 'prepare'>;
  persistedQueries: PersistedQueries;
  costOf: OperationCost;
}

/**
 * Lets operations in, by whichever way they come: text, document, what it brings, scopes, place, cost and budget, plan. Each
 * step is taken once the one before has held, the costly ones last; nothing of an operation is run before all have. HTTP
 * (Apollo Server) and WebSockets carry what is asked here and what is answered back.
 */
export class Admission {
  /** Parsed, validated and within the limits: worked out once for each text. */
  readonly documentOf: CheckDocument;

  constructor(private readonly parts: AdmissionParts) {
    this.documentOf = documentChecker(parts.supergraph.schema);
  }

  /** The operation's text, itself or by its hash; undefined where there is none. */
  async textOf({ query, extensions }: { query?: unknown; extensions?: unknown }): Promise<string | undefined> {
    return typeof query === 'string' ? query : this.parts.persistedQueries.textOf(extensions);
  }

  /** The plan by which it is run, or why it is not. What is refused before its cost is not charged as if it had been run. */
  admit(asked: AskedOperation, { grant, bill, takePlace }: Asker): { operation: PreparedOperation } | GraphQLError {
    const { supergraph, costOf } = this.parts;
    const { document, operationName, variables } = asked;
    const definition = getOperationAST(document, operationName);
    if (!definition) return unknownOperation(operationName);
    const tooMuch = refuseManyValues(document, operationName, variables);
    if (tooMuch) return tooMuch;
    const outOfScope = grant && scopeRefusal(grant, { schema: supergraph.schema, document, operationName });
    if (outOfScope) return outOfScope;
    const noPlace = definition.operation === 'subscription' ? takePlace?.() : undefined;
    if (noPlace) return noPlace;
    const unpaid = bill.pay(costOf(document, operationName, variables));
    if (unpaid) return unpaid;
    return { operation: supergraph.prepare(document, operationName) };
  }
}

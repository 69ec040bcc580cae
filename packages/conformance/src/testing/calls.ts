import type { CallFacts } from '../call-facts.ts';

let made = 0;

/** A call that says nothing but what is told of it: an answered reading. Its id is later than those made before. */
export function callOf(facts: Partial<CallFacts> = {}): CallFacts {
  made += 1;
  const at = facts.at ?? 0;
  return {
    id: `0190${String(made).padStart(8, '0')}`,
    at,
    answeredAt: at + 20,
    host: 'EHR',
    operation: 'read-organization',
    method: 'GET',
    status: 200,
    codes: [],
    documentKind: null,
    documentId: null,
    replaces: null,
    identifierHmac: null,
    bodyHmac: null,
    tokenHmac: 'token',
    issuedTokenHmac: null,
    connector: 'conector/1.0.0',
    fault: null,
    ours: false,
    ...facts,
  };
}

/** A token that is given. */
export function tokenCall(token: string, facts: Partial<CallFacts> = {}): CallFacts {
  return callOf({ host: 'AUTH', operation: 'token', tokenHmac: null, issuedTokenHmac: token, ...facts });
}

/** A document that is accepted, with an identifier. */
export function sentCall(identifier: string, facts: Partial<CallFacts> = {}): CallFacts {
  return callOf({
    operation: 'create-document',
    method: 'POST',
    status: 201,
    documentKind: 'RIA-R',
    documentId: `id-of-${identifier}`,
    identifierHmac: identifier,
    bodyHmac: `body-of-${identifier}`,
    ...facts,
  });
}

/** One that is refused by a code. */
export function refusedCall(identifier: string, code: string, facts: Partial<CallFacts> = {}): CallFacts {
  return sentCall(identifier, { status: 422, codes: [code], documentId: null, ...facts });
}

/** A fault that was armed. */
export function armed(kind: NonNullable<CallFacts['fault']>['kind'], retryAfterSeconds: number | null = null) {
  return { id: 'fault', kind, retryAfterSeconds };
}

import { randomUUIDv7 } from 'node:crypto';
import { type Attempt, type RunState, remaining, runOutcome, type Suite } from '@portal/conformance';
import { vaccination } from '@portal/judge/examples/documents';
import pg from 'pg';
import type { Accreditation } from '../accreditation/accreditation.ts';

/** How a run stands in a test. */
export interface WrittenRun {
  suite: Suite;
  credential: Accreditation;
  /** Not complete: a step of it has not been seen. */
  unfinished?: boolean;
  /** When its calls came. */
  at?: Date;
}

/** Writes a run of which each step was seen, in one call that made a document; gives its id and the call's. */
export async function writeRun(databaseUrl: string, { suite, credential, unfinished, at = new Date() }: WrittenRun) {
  const [id, callId] = [randomUUIDv7(), randomUUIDv7()];
  const state = stateOf(suite, callId, at, unfinished);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into conformance_suite (hash, suite_id, version, kept_at, suite) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [suite.hash, suite.id, suite.version, at, JSON.stringify(suite)],
    );
    await client.query(
      `insert into conformance_run (id, credential_id, owner_id, suite_id, suite_hash, connector, state, outcome, calls,
         remaining, opened_at, changed_at, completed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $10, $11)`,
      [
        id,
        credential.credentialId,
        credential.ownerId,
        suite.id,
        suite.hash,
        state.connector,
        JSON.stringify(state),
        runOutcome(suite, state),
        remaining(suite, state).length,
        at,
        unfinished ? null : at,
      ],
    );
    await client.query(
      `insert into call (id, host, at, duration_ms, method, path, operation, status, codes, request, response)
       values ($1, 'EHR', $2, 12, 'POST', '/api/fhir/r4/Bundle', 'create-document', 201, '{}', $3, $4)`,
      [
        callId,
        at,
        JSON.stringify({ headers: { 'user-agent': 'clinica/2.1.0' }, body: vaccination() }),
        JSON.stringify({ headers: { location: 'https://ehr.example/api/fhir/r4/Bundle/1' }, body: null }),
      ],
    );
    await client.query(
      `insert into conformance_seen (run_id, call_id, at, method, operation, status, codes)
       values ($1, $2, $3, 'POST', 'create-document', 201, '{}')`,
      [id, callId, at],
    );
  } finally {
    await client.end();
  }
  return { id, callId };
}

/** Writes a call of a credential that made a document of that kind; gives its id. */
export async function writeCreation(databaseUrl: string, { credential, kind, at = new Date() }: WrittenCreation) {
  const id = randomUUIDv7();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into call (id, host, at, duration_ms, method, path, operation, status, codes, document_kind, request, response)
       values ($1, 'EHR', $2, 12, 'POST', '/api/fhir/r4/Bundle', 'create-document', 201, '{}', $3, $4, $5)`,
      [
        id,
        at,
        kind,
        JSON.stringify({ headers: { 'user-agent': 'clinica/2.1.0' }, body: vaccination() }),
        JSON.stringify({ headers: { location: 'https://ehr.example/api/fhir/r4/Bundle/2' }, body: null }),
      ],
    );
    await client.query('insert into call_of_credential (credential_id, call_id) values ($1, $2)', [
      credential.credentialId,
      id,
    ]);
  } finally {
    await client.end();
  }
  return id;
}

/** A document that was sent beside a run. */
export interface WrittenCreation {
  credential: Accreditation;
  kind: string;
  at?: Date;
}

function stateOf(suite: Suite, callId: string, at: Date, unfinished = false): RunState {
  const time = at.getTime();
  const attempt: Attempt = {
    outcome: 'PASSED',
    calls: { creation: callId },
    begunAt: time,
    endedAt: time,
    why: null,
    failedBy: null,
    connector: 'clinica/2.1.0',
    facts: null,
  };
  const passed = { outcome: 'PASSED' as const, attempts: [attempt], tries: 1, passedAt: time, callsToPass: 1 };
  const steps = suite.requirements.flatMap((requirement) => requirement.steps);
  const seen = unfinished ? steps.slice(1) : steps;
  const attested = suite.requirements.filter(({ attest }) => attest !== null);
  return {
    suite: { id: suite.id, version: suite.version, hash: suite.hash },
    connector: 'clinica/2.1.0',
    openedAt: time,
    completedAt: unfinished ? null : time,
    calls: 1,
    lastCalls: [callId],
    steps: Object.fromEntries(seen.map((step) => [step.id, passed])),
    declarations: Object.fromEntries(
      attested.map((one) => [one.id, { kind: 'ATTESTED', reason: 'É assim.', by: 'x', at: time }]),
    ),
  };
}

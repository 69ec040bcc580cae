import { setTimeout as after } from 'node:timers/promises';
import type { BenchPerson } from '@portal/bench/person';

/** Whether it was done is not known, or it was not: docs/api-access.md says to send it again with its key. */
const AGAIN = ['UNAVAILABLE', 'OUTCOME_UNKNOWN'];
const WAIT_MS = 100;
const GIVEN_UP_AFTER_MS = 45_000;

/** What was asked of the portal, and what came of it that nobody should see. */
export interface Told {
  /** How many acts and readings were answered. */
  answered: number;
  /** How often something was sent again, because no answer came or one that asks for it. */
  again: number;
  /** Answers that no fault of a machine explains. */
  wrong: string[];
  /** Ends what waits. */
  signal: AbortSignal;
}

interface Body<Data> {
  data?: Data | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Sends an operation until it is answered; a mutation with one key each time, so that it is done once. */
export async function answered<Data>(
  told: Told,
  person: BenchPerson,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  for (;;) {
    const body = await sent<Body<Data>>(told, `${person.origin}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        origin: person.origin,
        cookie: person.cookie,
      },
      body: JSON.stringify({ query, variables }),
    });
    const codes = body?.value.errors?.map(({ extensions }) => extensions.code);
    if (body && !codes && body.value.data) {
      told.answered++;
      return body.value.data;
    }
    const wrong = codes?.filter((code) => !AGAIN.includes(code)) ?? [];
    if (wrong.length > 0) told.wrong.push(`${nameOf(query)}: ${JSON.stringify(body?.value.errors)}`);
    await again(told);
  }
}

/** Sends a file until it is taken: the same bytes again are the same evidence. */
export async function attached(told: Told, person: BenchPerson, requestId: string, bytes: Buffer): Promise<string> {
  for (;;) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), 'prova.pdf');
    const body = await sent<{ id?: string }>(told, `${person.origin}/evidence?accessRequest=${requestId}`, {
      method: 'POST',
      headers: { 'apollo-require-preflight': 'true', origin: person.origin, cookie: person.cookie },
      body: form,
    });
    if (body?.value.id) {
      told.answered++;
      return body.value.id;
    }
    if (body && body.status < 500) told.wrong.push(`evidence: ${body.status} ${JSON.stringify(body.value)}`);
    await again(told);
  }
}

/** The answer as JSON; undefined where none came whole. */
async function sent<Value>(
  told: Told,
  url: string,
  init: RequestInit,
): Promise<{ status: number; value: Value } | undefined> {
  try {
    const signal = AbortSignal.any([told.signal, AbortSignal.timeout(GIVEN_UP_AFTER_MS)]);
    const response = await fetch(url, { ...init, signal });
    return { status: response.status, value: (await response.json()) as Value };
  } catch {
    return undefined;
  }
}

async function again(told: Told): Promise<void> {
  told.again++;
  await after(WAIT_MS, undefined, { signal: told.signal });
}

function nameOf(query: string): string {
  return /payload: (\w+)/.exec(query)?.[1] ?? query;
}

import { randomUUID } from 'node:crypto';
import { type BenchPerson, signIn } from '@portal/bench/person';
import { act, completeDraft, firstService, PORTFOLIO, versioned } from '@portal/bench/request';
import pg from 'pg';
import type { Trial } from './trial.ts';
import { PAIRS, startTwoOfEach, type TwoOfEach } from './two-of-each.ts';

const HOUR_MS = 3_600_000;
/** Longer than sessions and idempotency keys are good. */
const OFF_HOURS = 72;
const BOTH = [0, 1] as const;

/**
 * Every service is killed and starts anew with its clock days ahead, and then back: none is handed a connection, and what each
 * does by itself is done by the clock of the database, which is right. Then the clocks are, and all goes on as it was.
 */
export async function clocks(trial: Trial): Promise<void> {
  let aheadMs = 0;
  await using portal = await startTwoOfEach({ RATE_LIMITS: 'off' }, () => aheadMs);
  const people = { ana: await signIn(portal.url, 'ana'), clara: await signIn(portal.url, 'clara') };
  const key = randomUUID();
  const begun = await begin(people.ana, key);
  for (const hours of [OFF_HOURS, -OFF_HOURS]) {
    const granted = { over: await grant(people), good: await grant(people) };
    trial.say(
      `all services are killed, and start with clocks that are ${Math.abs(hours)} h ${hours > 0 ? 'ahead' : 'back'}`,
    );
    aheadMs = hours * HOUR_MS;
    const back = PAIRS.flatMap((name) => BOTH.map((which) => portal.kill(name, which)));
    try {
      await trial.until('none of them is handed a connection', async () =>
        PAIRS.every((name) => portal.balancers[name].instances.every(({ ready }) => !ready)),
      );
      await lookWhileOff(trial, portal, granted);
    } finally {
      aheadMs = 0;
      await Promise.all(PAIRS.flatMap((name) => BOTH.map((which) => portal.moveClock(name, which, 0))));
      await Promise.all(back);
    }
    trial.say('the clocks are right again, and nothing was started anew');
    trial.see(
      'who was signed in is',
      (await people.ana.ask<{ viewer: object | null }>('{ viewer { id } }')).viewer !== null,
    );
    trial.see('what was asked for with a key is not done again', (await begin(people.ana, key)) === begun);
    trial.see('a secret that was drawn is good', (await tokenStatus(portal.url, granted.good)) === 200);
    trial.see('one of a credential that is over is not', (await tokenStatus(portal.url, granted.over)) === 401);
  }
}

interface Granted {
  id: string;
  clientId: string;
  secret: string;
}

/** Chores go on in a service that is not ready: of each it is waited for what it has to do, and looked at what it must not. */
async function lookWhileOff(
  trial: Trial,
  portal: TwoOfEach,
  { over, good }: Record<'over' | 'good', Granted>,
): Promise<void> {
  await using credentials = await connect(portal, 'credentials');
  await using gateway = await connect(portal, 'gateway');
  await using homologation = await connect(portal, 'homologation');
  const since = await gateway.one<Date>('select clock_timestamp()');
  await credentials.one(`update credential set expires_at = clock_timestamp() + interval '3 seconds' where id = $1`, [
    over.id,
  ]);
  await credentials.one(`update credential set expires_at = clock_timestamp() + interval '1 hour' where id = $1`, [
    good.id,
  ]);
  // What one of them did just before it was killed is to be done anew.
  await credentials.one('delete from chore_turn');
  await gateway.one(`insert into sessions select 'over', person_id, created_at - interval '30 hours', last_seen_at - interval '30 hours'
    from sessions limit 1 on conflict do nothing`);
  const stateOf = ({ id }: Granted) => credentials.one<string>('select state from credential where id = $1', [id]);
  await trial.until(
    'a credential that is over by the clock of the database is written down so',
    async () => (await stateOf(over)) === 'EXPIRED',
  );
  const late = await credentials.one<number>(
    `select extract(epoch from at - (select expires_at from credential where id = $1))::float8 from audit_record
     where act = 'EXPIRE' and subject_id = $1`,
    [over.id],
  );
  trial.see(`not before its end, and not long after it: ${late.toFixed(1)} s`, late >= 0 && late < 60);
  await trial.until('what is done once an hour was done', async () =>
    credentials.one<boolean>(`select count(*) filter (where chore like 'trim %') > 3 from chore_turn`),
  );
  await trial.until('a session that is over is swept', async () =>
    gateway.one<boolean>(`select not exists (select from sessions where id_hash = 'over')`),
  );
  trial.see('a credential that is good for an hour is good', (await stateOf(good)) === 'ACTIVE');
  trial.see('sessions are', (await gateway.one<number>('select count(*)::int from sessions')) === 2);
  await trial.until('the homologation environment says that it is there', async () =>
    homologation.one<boolean>('select at > $1 from sign_of_life', [since]),
  );
  trial.see(
    'and neither that it will be, nor that it was away for days',
    await homologation.one<boolean>(`select (select at <= clock_timestamp() from sign_of_life)
      and not exists (select from homologation_incident where ended_at - started_at > interval '1 hour')`),
  );
  const misdated = await credentials.one<number>(
    `select count(*)::int from audit_record as record join audit_link as link on link.record_id = record.id
     where record.at > clock_timestamp() or (link.linked_at > $1 and record.at < $1 - interval '1 hour')`,
    [since],
  );
  trial.see('no record is of another time', misdated === 0);
}

/** A request begun with a key: its id. */
async function begin(person: BenchPerson, idempotencyKey: string): Promise<string> {
  const { payload } = await person.ask<{ payload: { accessRequest: { id: string } } }>(
    `mutation ($input: CreateHomologationRequestInput!) {
       payload: createHomologationRequest(input: $input) { accessRequest { id } problems { code } } }`,
    { input: { portfolio: PORTFOLIO, services: await firstService(person), idempotencyKey } },
  );
  return payload.accessRequest.id;
}

async function grant({ ana, clara }: Record<'ana' | 'clara', BenchPerson>): Promise<Granted> {
  const draft = await completeDraft(ana, 'Relógio');
  const submitted = await act(ana, versioned('submitAccessRequest'), draft);
  await act(clara, versioned('approveAccessRequest'), await act(clara, versioned('claimAccessRequest'), submitted));
  const { accessRequest } = await ana.ask<{ accessRequest: { credential: { id: string; clientId: string } } }>(
    'query ($id: ID!) { accessRequest(id: $id) { credential { id clientId } } }',
    { id: draft.id },
  );
  const { credential } = accessRequest;
  const { payload } = await ana.ask<{ payload: { secret: string } }>(
    'mutation ($id: ID!) { payload: rotateCredentialSecret(id: $id) { secret } }',
    { id: credential.id },
  );
  return { ...credential, ...payload };
}

async function tokenStatus(origin: string, { clientId, secret }: Granted): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const response = await fetch(`${origin}/oauth/token`, { method: 'POST', headers: { authorization }, body });
  await response.body?.cancel();
  return response.status;
}

/** A database of the portal's, past its services. */
async function connect({ databaseUrl }: TwoOfEach, name: string) {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href,
  });
  await client.connect();
  return {
    /** The one value that a statement gives. */
    async one<Value>(sql: string, values: unknown[] = []): Promise<Value> {
      const { rows } = await client.query({ text: sql, values, rowMode: 'array' });
      return rows[0]?.[0] as Value;
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

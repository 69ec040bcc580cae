import { createHmac, type KeyObject } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit';
import { gathered } from '../gathered.ts';
import type { Answer, Asked, HostName } from '../hosts/exchange.ts';
import { callIds } from './call-ids.ts';
import { type IsSynthetic, maskBody, maskHeaders, maskPath } from './mask.ts';

/** What calls are recorded with. */
export interface CallsGround {
  orm: MikroORM;
  /** Keys the HMACs by which what was taken out can still be told to be the same. */
  hmacKey: KeyObject;
  isSynthetic: IsSynthetic;
  /** Told of each call of a credential once it is recorded; nothing waits for it. */
  recorded: () => void;
  /** Told of each that failed for a reason of ours, recorded or not. */
  failed: (at: Date) => void;
  now: () => Date;
}

/** Bodies above this are kept as their size alone. */
const MOST_KEPT_BYTES = 200_000;

interface NewCall {
  /** What is written, by its columns. */
  row: { id: string } & Record<string, unknown>;
  credentialIds: readonly string[];
}

/** Every call to the hosts, recorded before it is answered, without what is of people. */
export class Calls {
  private readonly nextId: () => string;
  private readonly insert: (call: NewCall) => Promise<void>;

  constructor(private readonly ground: CallsGround) {
    this.nextId = callIds(ground.now);
    this.insert = gathered((calls: readonly NewCall[]) => insertCalls(ground.orm.em.fork(), calls));
  }

  async record(host: HostName, asked: Asked, answer: Answer): Promise<void> {
    const ours = isOurs(answer);
    if (ours) this.ground.failed(asked.at);
    const { isSynthetic } = this.ground;
    await this.write(host, asked, answer, ours, {
      request: { headers: maskHeaders(asked.headers, isSynthetic), body: this.kept(asked.body) },
      response: {
        headers: shownHeaders(answer.headers),
        body: maskBody(withoutToken(answer.body), isSynthetic) ?? null,
      },
    });
  }

  /** Records of a call that could not be recorded whole that there was one, with what it is answered instead. */
  async recordFailed(host: HostName, asked: Asked, { seen }: Answer, instead: Answer): Promise<void> {
    this.ground.failed(asked.at);
    const bodies = { request: { headers: {}, body: null }, response: { headers: {}, body: null } };
    await this.write(host, asked, { ...instead, ...(seen && { seen }) }, true, bodies);
  }

  private async write(
    host: HostName,
    asked: Asked,
    answer: Answer,
    ours: boolean,
    { request, response }: { request: object; response: object },
  ): Promise<void> {
    const { isSynthetic, now, recorded } = this.ground;
    const { seen = {}, fault } = answer;
    const ended = now().getTime();
    const credentialIds = seen.credentialIds ?? [];
    const { 'user-agent': connector } = maskHeaders({ 'user-agent': asked.headers['user-agent'] }, isSynthetic);
    await this.insert({
      credentialIds,
      row: {
        id: this.nextId(),
        host,
        at: asked.at,
        duration_ms: Math.max(0, ended - asked.at.getTime()),
        method: asked.method.slice(0, 10),
        path: storable(maskPath(asked, isSynthetic)),
        operation: seen.operation ?? null,
        status: answer.status,
        certificate_sha256: seen.certificateSha256 ?? null,
        connector: connector?.slice(0, 200) ?? null,
        codes: arrayLiteral(seen.codes ?? []),
        document_id: seen.documentId ?? null,
        fault_id: fault?.id ?? null,
        body_hmac: asked.body.length > 0 ? this.hmac(asked.body) : null,
        token_hmac: this.tokenHmac(asked),
        request: storableJson(request),
        response: storableJson(response),
        document_kind: seen.sent?.documentKind ?? null,
        replaces: storable(seen.sent?.replaces?.slice(0, 60) ?? '') || null,
        identifier_hmac: seen.sent?.identifier === undefined ? null : this.hmac(seen.sent.identifier),
        issued_token_hmac: this.issuedTokenHmac(answer),
        fault_kind: fault?.kind ?? null,
        retry_after_seconds: fault?.kind === 'ERROR_503' ? fault.retryAfter : null,
        answered_at: new Date(ended + (fault?.delayMs ?? 0)),
        ours,
      },
    });
    if (credentialIds.length > 0) recorded();
  }

  private kept(body: Buffer): unknown {
    if (body.length === 0) return null;
    if (body.length > MOST_KEPT_BYTES) return { bytes: body.length };
    try {
      return maskBody(JSON.parse(body.toString('utf8')), this.ground.isSynthetic);
    } catch {
      return { bytes: body.length };
    }
  }

  /** The same of a token that is given and of one that comes back. */
  private tokenHmac({ headers }: Asked): string | null {
    const token = headers['x-authorization-server'];
    return token === undefined ? null : this.hmac(String(token).replace(/^Bearer +/i, ''));
  }

  private issuedTokenHmac({ body }: Answer): string | null {
    return body && 'access_token' in body ? this.hmac(String(body.access_token)) : null;
  }

  private hmac(of: string | Buffer): string {
    return createHmac('sha256', this.ground.hmacKey).update(of).digest('base64url');
  }
}

/** Writes calls, whose they are and that they wait to be held against runs: all or none. */
async function insertCalls(em: EntityManager, calls: readonly NewCall[]): Promise<undefined[]> {
  const owned = calls.flatMap(({ row, credentialIds }) => credentialIds.map((owner) => ({ id: row.id, owner })));
  const columns = Object.keys(calls[0]?.row ?? {});
  const values = `(${columns.map(() => '?').join(', ')})`;
  await em.execute(
    `with recorded as (
       insert into call (${columns.join(', ')}) values ${calls.map(() => values).join(', ')}
     ), owned as (
       insert into call_of_credential (call_id, credential_id)
       select * from unnest(?::uuid[], ?::uuid[])
       returning credential_id, call_id
     )
     insert into call_waiting (credential_id, call_id) select credential_id, call_id from owned`,
    [
      ...calls.flatMap(({ row }) => Object.values(row)),
      arrayLiteral(owned.map(({ id }) => id)),
      arrayLiteral(owned.map(({ owner }) => owner)),
    ],
  );
  return calls.map(() => undefined);
}

/** A 5xx that nobody armed. */
function isOurs({ status, fault }: Answer): boolean {
  return status >= 500 && !fault?.instead;
}

/** PostgreSQL takes no NUL, and no half of a letter that has two. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** A `JSON.stringify` of what was read from JSON may have both, written as escapes; hardly any has, and each is looked through for that. */
function storableJson(value: object): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_key, each) => {
    if (typeof each === 'string') return storable(each);
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    const keys = Object.keys(each);
    return keys.every((key) => key === storable(key))
      ? each
      : Object.fromEntries(keys.map((key) => [storable(key), each[key]]));
  });
}

/** A token is never kept, not even one that was just given. */
function withoutToken(body: object | undefined): object | undefined {
  if (!body || !('access_token' in body)) return body;
  return { ...body, access_token: undefined };
}

function shownHeaders(headers: Record<string, string> = {}): Record<string, string> {
  const {
    location,
    'content-location': contentLocation,
    'content-type': contentType,
    allow,
    'retry-after': retryAfter,
  } = headers;
  const shown = {
    location,
    'content-location': contentLocation,
    'content-type': contentType,
    allow,
    'retry-after': retryAfter,
  };
  return Object.fromEntries(
    Object.entries(shown).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

import { createHmac, randomUUIDv7 } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Answer, Asked, HostName } from '../hosts/exchange.ts';
import { type IsSynthetic, maskBody, maskHeaders, maskPath } from './mask.ts';

/** What calls are recorded with. */
export interface CallsGround {
  orm: MikroORM;
  /** Keys the HMACs by which what was taken out can still be told to be the same. */
  hmacKey: Uint8Array;
  isSynthetic: IsSynthetic;
  now: () => Date;
}

/** Bodies above this are kept as their size alone. */
const MOST_KEPT_BYTES = 200_000;

/** Every call to the hosts, recorded before it is answered, without what is of people. */
export class Calls {
  constructor(private readonly ground: CallsGround) {}

  async record(host: HostName, asked: Asked, answer: Answer): Promise<void> {
    const { orm, isSynthetic, now } = this.ground;
    const { seen = {} } = answer;
    const id = randomUUIDv7();
    const request = { headers: maskHeaders(asked.headers, isSynthetic), body: this.kept(asked.body) };
    const response = {
      headers: shownHeaders(answer.headers),
      body: maskBody(withoutToken(answer.body), isSynthetic) ?? null,
    };
    await orm.em.fork().execute(
      `with recorded as (
         insert into call (id, host, at, duration_ms, method, path, operation, status, certificate_sha256, connector, codes,
           document_id, fault_id, body_hmac, token_hmac, request, response)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?::jsonb, ?::jsonb)
         returning id
       )
       insert into call_of_credential (credential_id, call_id)
       select credential_id, recorded.id from recorded, unnest(?::uuid[]) as credential_id`,
      [
        id,
        host,
        asked.at,
        Math.max(0, now().getTime() - asked.at.getTime()),
        asked.method.slice(0, 10),
        maskPath(asked, isSynthetic),
        seen.operation ?? null,
        answer.status,
        seen.certificateSha256 ?? null,
        request.headers['user-agent']?.slice(0, 200) ?? null,
        `{${(seen.codes ?? []).join(',')}}`,
        seen.documentId ?? null,
        answer.fault?.id ?? null,
        asked.body.length > 0 ? this.hmac(asked.body) : null,
        this.tokenHmac(asked),
        JSON.stringify(request),
        JSON.stringify(response),
        `{${(seen.credentialIds ?? []).join(',')}}`,
      ],
    );
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

  private tokenHmac({ headers }: Asked): string | null {
    const token = headers['x-authorization-server'];
    return token === undefined ? null : this.hmac(String(token));
  }

  private hmac(of: string | Buffer): string {
    return createHmac('sha256', this.ground.hmacKey).update(of).digest('base64url');
  }
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

import { z } from 'zod';

/** The environment does not hold a configuration that works; the message is one line that names each wrong variable. */
export class ConfigError extends Error {
  readonly code = 'CONFIG';

  override get name() {
    return 'ConfigError';
  }
}

/** The environment as a process has it. */
export type Variables = Record<string, string | undefined>;

/**
 * Parses the environment by a schema whose keys are the variables' names. An empty variable counts as absent. What is
 * wrong is told by name and rule, never by value: it may be a secret.
 */
export function readConfig<Schema extends z.ZodType>(schema: Schema, env: Variables): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment');
    const absent = name !== 'environment' && set[name] === undefined;
    return `${name} ${absent ? 'is not set' : issue.message}`;
  });
  throw new ConfigError(`Configuration: ${[...new Set(wrong)].join('; ')}`);
}

/** A TCP port; 0 takes a free one. */
export function portNumber() {
  return z.coerce.number('must be a port').int('must be a port').min(0, 'must be a port').max(65_535, 'must be a port');
}

/** Where what is for other parts of the portal alone listens, where nothing else is said. */
export const THIS_MACHINE = '127.0.0.1';

/** An address of this machine to listen at; 0.0.0.0 or :: are all of them. */
export function listenAddress() {
  return z.union([z.ipv4(), z.ipv6()], 'must be an IP address');
}

/** How long a service that is told to stop goes on answering, not ready, in seconds. */
export function drainSeconds() {
  const wrong = 'must be a number of seconds, 300 at most';
  return z.coerce.number(wrong).min(0, wrong).max(300, wrong).default(0);
}

/** A base URL of a service, without a slash at its end. */
export function serviceUrl() {
  return z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .transform((url) => url.replace(/\/+$/, ''));
}

/** A PostgreSQL URL. */
export function postgresUrl() {
  return z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
}

/** A list separated by commas; blanks around the values are dropped. */
export function commaList() {
  return z.string().transform((text) =>
    text
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  );
}

function json<Schema extends z.ZodType>(schema: Schema, expected: string) {
  return z.string().transform((text, context): z.output<Schema> => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    }
  });
}

/** A private Ed25519 JWK as JSON, with the `kid` that names its issuer. */
export function signingJwk() {
  return json(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      kid: z.string().min(1),
      x: z.string(),
      d: z.string(),
    }),
    'must be a private Ed25519 JWK with a kid, as JSON',
  );
}

/** A public JWKS of Ed25519 keys as JSON. */
export function publicJwks() {
  return json(
    z.object({
      keys: z
        .array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string().min(1), x: z.string() }))
        .min(1),
    }),
    'must be a JWKS of public Ed25519 keys with kids, as JSON',
  );
}

/** Keys of 256 bits as `name:base64`, separated by commas; the first is the one in use. */
export function namedKeys() {
  const expected = 'must be one or more name:key, separated by commas, each name once, each key 32 bytes in base64';
  return commaList().transform((entries, context): [name: string, key: Uint8Array][] => {
    const keys = entries.map((entry): [string, Uint8Array] => {
      const [, name = '', key = ''] = /^([\w-]{1,40}):([\w+/-]+=?)$/.exec(entry) ?? [];
      return [name, Buffer.from(key, 'base64')];
    });
    const names = new Set(keys.map(([name]) => name));
    const good =
      keys.length > 0 && names.size === keys.length && keys.every(([name, key]) => name && key.length === 32);
    if (!good) context.addIssue({ code: 'custom', message: expected });
    return good ? keys : z.NEVER;
  });
}

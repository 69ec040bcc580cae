import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  ConfigError,
  commaList,
  namedKeys,
  portNumber,
  postgresUrl,
  publicJwks,
  readConfig,
  serviceUrl,
  signingJwk,
} from './configuration.ts';

const schema = z.object({
  PORT: portNumber().default(4000),
  DATABASE_URL: postgresUrl(),
  CATALOGUE_URL: serviceUrl().optional(),
  ADMINS: commaList().default([]),
});

test('an environment that holds what is asked for is read', () => {
  expect(
    readConfig(schema, {
      PORT: '4010',
      DATABASE_URL: 'postgres://a:b@localhost/x',
      CATALOGUE_URL: 'http://localhost:4003/',
      ADMINS: 'elis@exemplo.gov.br, , davi ',
      HOME: '/',
    }),
  ).toEqual({
    PORT: 4010,
    DATABASE_URL: 'postgres://a:b@localhost/x',
    CATALOGUE_URL: 'http://localhost:4003',
    ADMINS: ['elis@exemplo.gov.br', 'davi'],
  });
});

test('an empty variable is an absent one', () => {
  expect(readConfig(schema, { PORT: '', DATABASE_URL: 'postgres://localhost/x' }).PORT).toBe(4000);
});

test('all that is wrong is named in one line that holds no value', () => {
  const wrong = () => readConfig(schema, { PORT: 'secret1', CATALOGUE_URL: 'ftp://secret2' });
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(
    /^Configuration: PORT must be a port; DATABASE_URL is not set; CATALOGUE_URL must be an http or https URL$/,
  );
});

test('keys are read from JSON, and no half of them is shown when they are wrong', () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', kid: 'gateway', x: 'eA', d: 'ZA' };
  const keys = z.object({ KEY: signingJwk(), JWKS: publicJwks() });
  const { d: _, ...publicJwk } = jwk;
  expect(readConfig(keys, { KEY: JSON.stringify(jwk), JWKS: JSON.stringify({ keys: [jwk] }) })).toEqual({
    KEY: jwk,
    JWKS: { keys: [publicJwk] },
  });
  expect(() => readConfig(keys, { KEY: JSON.stringify({ ...jwk, kty: 'RSA' }), JWKS: '{' })).toThrow(
    'Configuration: KEY must be a private Ed25519 JWK with a kid, as JSON; JWKS must be a JWKS of public Ed25519 keys with kids, as JSON',
  );
});

test('named keys come in their order, and nothing of one is shown when it is wrong', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 250)];
  const keys = z.object({ KEYS: namedKeys() });
  const read = (text: string) => readConfig(keys, { KEYS: text }).KEYS;
  expect(read(`2026-11:${one.toString('base64')}, 2025:${other.toString('base64url')}`)).toEqual([
    ['2026-11', one],
    ['2025', other],
  ]);
  const base64 = one.toString('base64');
  for (const wrong of [
    base64,
    `a:${base64}x`,
    `a:${base64.slice(4)}`,
    `a:${base64},a:${base64}`,
    `a b:${base64}`,
    ',',
  ]) {
    expect(() => read(wrong)).toThrow(
      /^Configuration: KEYS must be one or more name:key, separated by commas, each name once, each key 32 bytes in base64$/,
    );
  }
});

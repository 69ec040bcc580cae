import { expect, it } from 'vitest';
import { readGatewayConfig } from './config.ts';

const needed = {
  DATABASE_URL: 'postgres://localhost:4005/postgres',
  GATEWAY_SIGNING_KEY: '{"kty":"OKP","crv":"Ed25519","kid":"gateway","x":"AA","d":"AA"}',
};

it('needs nothing beyond a database and a key on one machine', () => {
  expect(readGatewayConfig({ ...needed, PORT: '5000' })).toMatchObject({
    port: 5000,
    reviewerPort: 5001,
    databaseUrl: 'postgres://localhost:4005/gateway',
    catalogueUrl: 'http://localhost:5003',
    credentialsUrl: 'http://localhost:5004',
    oidc: { issuer: 'http://localhost:5002/', levelClaim: 'assurance', local: true },
    reviewers: ['clara@saude.example', 'davi@saude.example'],
    admins: ['elis@saude.example'],
    secureCookies: false,
  });
});

it('makes nobody a reviewer by default at another issuer', () => {
  expect(
    readGatewayConfig({ ...needed, OIDC_ISSUER: 'https://sso.example', PUBLIC_ORIGIN: 'https://portal.example' }),
  ).toMatchObject({
    oidc: { issuer: 'https://sso.example/', local: false },
    reviewers: [],
    admins: [],
    publicOrigin: 'https://portal.example',
    secureCookies: true,
  });
});

it('knows the local issuer when it is named', () => {
  const { oidc } = readGatewayConfig({ ...needed, OIDC_ISSUER: 'http://localhost:4002' });
  expect(oidc.local).toBe(true);
});

it('names what is wrong in one line, and no secret', () => {
  expect(() =>
    readGatewayConfig({ PORT: 'x', GATEWAY_SIGNING_KEY: '{"d":"a-secret"}', PUBLIC_ORIGIN: 'https://a.example/path' }),
  ).toThrow(
    /^Configuration: PORT must be a port; GATEWAY_SIGNING_KEY must be .*; PUBLIC_ORIGIN must be an origin, without a path$/,
  );
  expect(() => readGatewayConfig({ GATEWAY_SIGNING_KEY: needed.GATEWAY_SIGNING_KEY })).toThrow(
    /DATABASE_URL is not set/,
  );
});

import { expect, it } from 'vitest';
import { BUDGETS, NO_LIMITS } from './budget-limits.ts';
import { readGatewayConfig } from './config.ts';

const needed = {
  DATABASE_URL: 'postgres://localhost:4005/postgres',
  GATEWAY_SIGNING_KEY: '{"kty":"OKP","crv":"Ed25519","kid":"gateway","x":"AA","d":"AA"}',
  PERSONAL_DATA_KEYS: `2026:${Buffer.alloc(32).toString('base64')}`,
};

it('needs nothing beyond a database and a key on one machine', () => {
  expect(readGatewayConfig({ ...needed, PORT: '5000' })).toMatchObject({
    port: 5000,
    reviewerPort: 5001,
    metricsPort: 5006,
    databaseUrl: 'postgres://localhost:4005/gateway',
    catalogueUrl: 'http://localhost:5003',
    credentialsUrl: 'http://localhost:5004',
    homologationUrl: 'http://localhost:5007',
    oidc: { issuer: 'http://localhost:5002/', levelClaim: 'assurance', local: true },
    reviewers: ['clara@saude.example', 'davi@saude.example', 'iara@saude.example'],
    managers: ['gilda@saude.example'],
    auditors: ['hugo@saude.example'],
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
    managers: [],
    auditors: [],
    admins: [],
    publicOrigin: 'https://portal.example',
    secureCookies: true,
  });
});

it('knows the local issuer when it is named', () => {
  const { oidc } = readGatewayConfig({ ...needed, OIDC_ISSUER: 'http://localhost:4002' });
  expect(oidc.local).toBe(true);
});

it('asks who administrates for a second factor, save where everybody is made up or an operator says otherwise', () => {
  const isRequired = (set: Record<string, string>) => readGatewayConfig({ ...needed, ...set }).secondFactorRequired;
  expect(isRequired({})).toBe(false);
  expect(isRequired({ ADMIN_SECOND_FACTOR: 'required' })).toBe(true);
  expect(isRequired({ OIDC_ISSUER: 'https://sso.example' })).toBe(true);
  expect(isRequired({ OIDC_ISSUER: 'https://sso.example', ADMIN_SECOND_FACTOR: 'off' })).toBe(false);
  expect(() => isRequired({ ADMIN_SECOND_FACTOR: 'on' })).toThrow('ADMIN_SECOND_FACTOR must be required or off');
});

it('ends sessions that nobody uses sooner where that is set, and never later', () => {
  const idleOf = (minutes?: string) =>
    readGatewayConfig({ ...needed, ...(minutes && { SESSION_IDLE_MINUTES: minutes }) }).sessionIdleMs;
  expect([idleOf(), idleOf('60')]).toEqual([8 * 3_600_000, 3_600_000]);
  for (const minutes of ['0', '481', 'an hour']) expect(() => idleOf(minutes)).toThrow('5 to 480');
});

it('takes no issuer for granted in production', () => {
  const production = { ...needed, NODE_ENV: 'production' };
  expect(() => readGatewayConfig(production)).toThrow(
    /^Configuration: OIDC_ISSUER is not set; OIDC_CLIENT_ID is not set; OIDC_CLIENT_SECRET is not set$/,
  );
  expect(() => readGatewayConfig({ ...production, PORT: 'x' })).toThrow(/PORT must be a port; OIDC_ISSUER is not set/);
  const named = { ...production, OIDC_CLIENT_ID: 'portal', OIDC_CLIENT_SECRET: 'a-secret' };
  expect(() => readGatewayConfig({ ...named, OIDC_ISSUER: '' })).toThrow('Configuration: OIDC_ISSUER is not set');
  expect(readGatewayConfig({ ...named, OIDC_ISSUER: 'https://sso.example' })).toMatchObject({
    oidc: { local: false },
    reviewers: [],
    managers: [],
    auditors: [],
    admins: [],
  });
  // As `start` does, whose gateway runs in production mode.
  expect(readGatewayConfig({ ...named, OIDC_ISSUER: 'http://localhost:4002' }).oidc.local).toBe(true);
});

it('reads budgets: by class, none at all, and those of one machine where nothing is said', () => {
  const limitsOf = (text: string) => readGatewayConfig({ ...needed, RATE_LIMITS: text }).budgetLimits;
  expect(limitsOf('off')).toBe(NO_LIMITS);
  expect(limitsOf('{"token":{"burst":5,"perMinute":60}}')).toEqual({ ...BUDGETS, token: { burst: 5, perMinute: 60 } });
  for (const wrong of ['on', '{"tokens":{"burst":5,"perMinute":60}}', '{"token":{"burst":0,"perMinute":60}}'])
    expect(() => limitsOf(wrong)).toThrow(/^Configuration: RATE_LIMITS must be off, or a JSON object/);
  expect(() => limitsOf('{"token":{"burst":100,"perMinute":1}}')).toThrow('at most ten times perMinute');
  expect(() => readGatewayConfig({ ...needed, REDIS_URL: 'http://redis' })).toThrow('REDIS_URL must be a redis');
});

it('names what is wrong in one line, and no secret', () => {
  expect(() =>
    readGatewayConfig({ PORT: 'x', GATEWAY_SIGNING_KEY: '{"d":"a-secret"}', PUBLIC_ORIGIN: 'https://a.example/path' }),
  ).toThrow(
    /^Configuration: PORT must be a port; GATEWAY_SIGNING_KEY must be [^;]*; PERSONAL_DATA_KEYS is not set; PUBLIC_ORIGIN must be an origin, without a path$/,
  );
  const { DATABASE_URL: _, ...without } = needed;
  expect(() => readGatewayConfig(without)).toThrow(/DATABASE_URL is not set/);
});

it('takes consoles from its own listener, and from elsewhere where it is told to', () => {
  const remotesOf = (text: string) => readGatewayConfig({ ...needed, CONSOLE_REMOTES: text }).consoleRemotes;
  expect(readGatewayConfig(needed).consoleRemotes).toBeUndefined();
  expect(remotesOf('{"integrator": "https://console.example/mf-manifest.json"}')).toEqual({
    integrator: 'https://console.example/mf-manifest.json',
    reviewer: '/reviewer/mf-manifest.json',
  });
  for (const wrong of ['no JSON', '{"other": "/x"}', '{"reviewer": "//x/y"}', '{"reviewer": "javascript:1"}']) {
    expect(() => remotesOf(wrong)).toThrow(/CONSOLE_REMOTES must be a JSON object/);
  }
});

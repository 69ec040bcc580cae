import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { type AskGraph, createGraphClient, createTestKeys } from '@portal/service-kit/testing';
import { startHomologation } from '../homologation.ts';
import { testAuthority } from './authority.ts';

/** The service as it runs, and a client that asks it as the gateway would. */
export interface TestService extends AsyncDisposable {
  url: string;
  ask: AskGraph;
}

/** Starts it on a database of its own. */
export async function startTestService(): Promise<TestService> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await createTestDatabase());
  const keys = await createTestKeys();
  const { url } = starting.use(
    await startHomologation({
      port: 0,
      databaseUrl: runtimeUrlOf(database.url),
      databaseOwnerUrl: database.url,
      credentialsUrl: 'http://localhost:1',
      authUrl: 'https://auth.example',
      ehrUrl: 'https://ehr.example',
      authority: await testAuthority(),
      previousAuthorities: [],
      signingKey: keys.homologation,
      internalJwks: keys.jwks,
    }),
  );
  const started = starting.move();
  return {
    url,
    ask: createGraphClient(url, 'homologation', keys.gateway),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

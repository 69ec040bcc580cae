import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, type Running } from '@portal/service-kit/process';
import type { IdentityConfig } from './config.ts';
import { answerInteractions } from './interaction.ts';
import { loadKeys } from './keys.ts';
import { createProvider } from './provider.ts';

export { type IdentityConfig, localRedirectUris } from './config.ts';

const logger = createLogger('identity');

/** An idle connection: far longer than a client keeps one, for what is sent as it is closed is lost. */
const IDLE_MS = 30_000;

/**
 * Starts the local issuer in the place of gov.br. It listens on this machine alone, and its address is
 * http://localhost:PORT whatever name a browser used, because an issuer has one name.
 */
export async function startIdentity(config: IdentityConfig): Promise<Running> {
  const keys = await loadKeys(config.keyFile);
  const server = createServer({ keepAliveTimeout: IDLE_MS });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const provider = createProvider(url, port, config.client, keys);
  provider.on('server_error', (_ctx, err) => logger.error({ err }, 'a sign-in failed'));
  answerInteractions(provider, `identity_interaction_${port}`);
  const issuer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url === '/healthz' || request.url === '/readyz') return void response.end('ok');
    return void issuer(request, response);
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}

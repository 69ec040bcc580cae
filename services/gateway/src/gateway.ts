import { createServer, type Server } from 'node:http';
import type { Running } from '@portal/service-kit/process';
import { THIS_MACHINE } from '@portal/service-kit/process';
import { closeServer, listen, metricsRoute } from '@portal/service-kit/serving';
import express from 'express';
import type { Clock } from './clock.ts';
import type { ConsoleName, GatewayConfig } from './config.ts';
import { type GatewayParts, openGatewayParts } from './gateway-parts.ts';
import { asksForWebSocket } from './http/asks-for-web-socket.ts';
import { createListener } from './http/listener.ts';
import { createListenerApp } from './listener-app.ts';

export type { GatewayConfig } from './config.ts';

/** The gateway's two listeners. */
export interface RunningGateway extends Running {
  /** Where reviewers sign in; the API is the same. */
  reviewerUrl: string;
  /** Where /metrics is, which neither listener has. */
  metricsUrl: string;
}

/** So long may an upload of 10 MiB take over a slow line. */
const REQUEST_WITHIN_MS = 900_000;
const HEADERS_WITHIN_MS = 15_000;
const LOOK_AT_CONNECTIONS_MS = 5_000;
/** A connection on which nothing moves, as of a client that does not read its answer. */
const LONGEST_SILENCE_MS = 120_000;
/** An idle connection: longer than the 60 s of most proxies, which lose a request that they send as we close. */
const IDLE_MS = 75_000;

/**
 * Starts the gateway at both ports, and its metrics at a third. Disposing turns /readyz to 503, goes on answering for as long as a
 * balancer needs to notice, closes WebSockets with 1001 and breaks off streams of events, lets what is under way end, and only then stops to listen.
 * The time is the database's, unless a test tells another.
 */
export async function startGateway(config: GatewayConfig, told?: Clock): Promise<RunningGateway> {
  await using opening = new AsyncDisposableStack();
  const parts = await openGatewayParts(config, opening, told);
  const url = await openListener(opening, parts, 'integrator', config.port, config.publicOrigin);
  const reviewerUrl = await openListener(opening, parts, 'reviewer', config.reviewerPort, config.reviewerPublicOrigin);
  const metricsUrl = await openMetrics(opening, parts);
  const opened = opening.move();
  return {
    url,
    reviewerUrl,
    metricsUrl,
    async [Symbol.asyncDispose]() {
      await parts.drain.start();
      const ended = parts.drain.ended();
      parts.events[Symbol.dispose]();
      await parts.webSockets[Symbol.asyncDispose]();
      await ended;
      await opened.disposeAsync();
    },
  };
}

async function openListener(
  opened: AsyncDisposableStack,
  parts: GatewayParts,
  console: ConsoleName,
  wantedPort: number,
  publicOrigin: string | undefined,
): Promise<string> {
  const server: Server = createServer({
    requestTimeout: REQUEST_WITHIN_MS,
    headersTimeout: HEADERS_WITHIN_MS,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: LOOK_AT_CONNECTIONS_MS,
    shouldUpgradeCallback: asksForWebSocket,
  });
  server.setTimeout(LONGEST_SILENCE_MS);
  const port = await listen(server, wantedPort);
  opened.adopt(server, closeServer);
  const listener = createListener(console, port, publicOrigin, parts.config.secureCookies);
  server.on('request', createListenerApp(listener, parts));
  server.on('upgrade', (request, socket, head) => {
    parts.webSockets.upgrade(listener, request, socket, head).catch(() => socket.destroy());
  });
  return `http://localhost:${port}`;
}

async function openMetrics(opened: AsyncDisposableStack, { config, metrics }: GatewayParts): Promise<string> {
  const app = express().disable('x-powered-by').disable('etag');
  metricsRoute(app, metrics.registry);
  const server = createServer(app);
  const port = await listen(server, config.metricsPort, config.internalAddress ?? THIS_MACHINE);
  opened.adopt(server, closeServer);
  return `http://127.0.0.1:${port}`;
}

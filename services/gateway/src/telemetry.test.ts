import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { startTelemetry } from '@portal/service-kit/testing';
import { afterAll, expect, it } from 'vitest';
import { askGraph, TestSocket } from './testing/graph-client.ts';
import { startTestGateway } from './testing/test-gateway.ts';

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
}

interface Traces {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
}

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN = '00f067aa0ba902b7';

/** A collector, as anybody's: OTLP over HTTP, in JSON. */
const received: { path: string; body: unknown }[] = [];
const collector = createServer(async (req, res) => {
  received.push({ path: req.url ?? '', body: await json(req) });
  res.setHeader('content-type', 'application/json').end('{}');
});
collector.listen(0);
await once(collector, 'listening');
afterAll(() => void collector.close());

it('one trace leads from the caller through the gateway to subgraph and database, and tells nothing of people', async () => {
  const endpoint = `http://localhost:${(collector.address() as AddressInfo).port}`;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = endpoint;
  await using telemetry = await startTelemetry('gateway', process.env);
  {
    await using stand = await startTestGateway();
    const { url } = stand.gateway;
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const headers = { traceparent: `00-${TRACE_ID}-${CALLER_SPAN}-01` };
    await askGraph(url, 'query WhoAmI { viewer { name email } portfolios { slug } }', { cookie, headers });
    const socket = await TestSocket.open(url, cookie);
    socket.subscribe('1', 'subscription Mine { mine { cursor } }');
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
  }
  await telemetry[Symbol.asyncDispose]();

  const traces = received.filter(({ path }) => path === '/v1/traces').map(({ body }) => body as Traces);
  const spans = traces
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap((scope) => scope.spans);
  const ours = spans.filter(({ traceId }) => traceId === TRACE_ID);
  const only = (name: string, parent: string | undefined) => {
    const found = ours.filter((span) => span.name === name && span.parentSpanId === parent);
    expect(found.map((span) => span.name)).toEqual([name]);
    return found[0] as Span;
  };
  const request = only('POST /graphql', CALLER_SPAN);
  expect(attributesOf(request)).toMatchObject({
    'http.response.status_code': 200,
    'graphql.operation.name': 'WhoAmI',
    'graphql.operation.type': 'query',
  });
  for (const subgraph of ['credentials', 'catalogue']) {
    const asked = only(`POST ${subgraph}`, request.spanId);
    expect(attributesOf(only('POST /graphql', asked.spanId))).toMatchObject({ 'http.response.status_code': 200 });
  }
  const statements = ours.filter((span) => attributesOf(span)['db.system.name'] === 'postgresql');
  expect(statements.map((span) => span.name)).toContain('select sessions');
  for (const { parentSpanId } of statements) expect(ours.map(({ spanId }) => spanId)).toContain(parentSpanId);
  expect(spans.some((span) => attributesOf(span)['graphql.operation.name'] === 'Mine')).toBe(true);

  // Not what signing in wrote into the database either.
  expect(spans.map(({ name }) => name)).toContain('insert people');
  const all = JSON.stringify(received);
  expect(all).toContain('graphql.server.operation.duration');
  expect(all).not.toMatch(/Ana Souza|ana@|127\.0\.0\.1|portal_session/);
});

function attributesOf({ attributes }: Span): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

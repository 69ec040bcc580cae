import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('portal-de-servicos');

const TRACEPARENT = /^[\da-f]{2}-((?!0{32})[\da-f]{32})-((?!0{16})[\da-f]{16})-([\da-f]{2})/;

/** What a request is answered in. */
export interface RequestSpan {
  /** The id of the trace that it belongs to; undefined where it belongs to none and none is exported. */
  traceId: string | undefined;
  /** Runs what answers it. */
  run(work: () => void): void;
}

/** Begins the span of a request, in its caller's trace where `traceparent` names one (W3C Trace Context). Ends with the answer. */
export function requestSpan(req: IncomingMessage, res: ServerResponse, routeOf: () => string | undefined): RequestSpan {
  const attributes = { 'http.request.method': req.method };
  const parent = callersContext(req.headers.traceparent);
  const span = tracer.startSpan(`${req.method}`, { kind: SpanKind.SERVER, attributes }, parent);
  // Addresses hold ids: what is told is the route alone.
  res.once('close', () => {
    const route = routeOf();
    if (route) span.updateName(`${req.method} ${route}`).setAttribute('http.route', route);
    span.setAttribute('http.response.status_code', res.statusCode);
    if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  const spanContext = span.spanContext();
  return {
    traceId: isSpanContextValid(spanContext) ? spanContext.traceId : undefined,
    run: (work) => context.with(trace.setSpan(parent, span), work),
  };
}

/** Runs a step of what is under way in a span of its own. Of an error its kind is told, never its message. */
export async function inSpan<Result>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  // What nobody asked for, as a chore, is no trace of anything.
  if (!trace.getActiveSpan()) return work();
  return within(tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }), context.active(), work);
}

/** Runs an operation that came over a connection shared by many: in the span of its request, or else in its caller's trace. */
export async function inOperationSpan<Result>(traceId: string, work: () => Promise<Result>): Promise<Result> {
  if (trace.getActiveSpan()) return work();
  const spanId = traceId.slice(16);
  const parent = trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
  return within(tracer.startSpan('operation', { kind: SpanKind.SERVER }, parent), parent, work);
}

/** Tells of the span under way which operation it is about. */
export function describeOperation(name: string, type: string, failed: boolean): void {
  const span = trace.getActiveSpan();
  span?.setAttributes({ 'graphql.operation.name': name, 'graphql.operation.type': type });
  if (failed) span?.setStatus({ code: SpanStatusCode.ERROR });
}

/** The span under way, to be sent along in this trace. */
export function currentSpanId(traceId: string): { spanId: string; sampled: boolean } | undefined {
  const active = trace.getActiveSpan()?.spanContext();
  if (!active || active.traceId !== traceId || !isSpanContextValid(active)) return undefined;
  return { spanId: active.spanId, sampled: (active.traceFlags & TraceFlags.SAMPLED) !== 0 };
}

function callersContext(traceparent: unknown): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(String(traceparent)) ?? [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}

function within<Result>(span: Span, parent: Context, work: () => Promise<Result>): Promise<Result> {
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work();
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

import { context, metrics, trace } from '@opentelemetry/api';
import { z } from 'zod';
import { readConfig, type Variables } from '../configuration.ts';

/** What OpenTelemetry's own variables say; the exporters read the rest of them, as headers and compression, by themselves. */
const environment = z.object({
  /** Where traces and metrics go, by OTLP over HTTP with JSON: `http://collector:4318`. Without it nothing is exported. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Which share of all traces is exported, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** Milliseconds between two exports of metrics. */
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(100).default(60_000),
});

/**
 * Exports a service's traces and metrics to a collector, where the environment names one; disposing sends what is left.
 * What exports is loaded then alone: without a collector a span costs next to nothing.
 */
export async function startTelemetry(service: string, env: Variables): Promise<AsyncDisposable> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG, OTEL_METRIC_EXPORT_INTERVAL } = readConfig(
    environment,
    env,
  );
  if (OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return { async [Symbol.asyncDispose]() {} };
  const [hooks, tracing, measuring, resources, { OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  // Nothing is found out about machine and process: arguments and users' names are nobody's matter.
  const resource = resources.resourceFromAttributes({
    'service.namespace': 'portal-de-servicos',
    'service.name': service,
  });
  const share = new tracing.TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG);
  const tracers = new tracing.TracerProvider({
    resource,
    // A caller from outside may bring a trace of its own, and not decide what is kept of it.
    sampler: service === 'gateway' ? share : new tracing.ParentBasedSampler({ root: share }),
    spanProcessors: [new tracing.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const meters = new measuring.MeterProvider({
    resource,
    readers: [
      new measuring.PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(),
        exportIntervalMillis: OTEL_METRIC_EXPORT_INTERVAL,
        exportTimeoutMillis: Math.min(OTEL_METRIC_EXPORT_INTERVAL, 10_000),
      }),
    ],
  });
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  return {
    async [Symbol.asyncDispose]() {
      // A collector that is away keeps no service from ending.
      await Promise.allSettled([tracers.shutdown(), meters.shutdown({ timeoutMillis: 5_000 })]);
      for (const api of [context, trace, metrics]) api.disable();
    },
  };
}

import type { ErrorRequestHandler, Express, RequestHandler, Response } from 'express';
import type { Registry } from 'prom-client';
import { ClockApart } from '../database/clock-agrees.ts';
import { refusalBehind } from '../database/refused-wait.ts';
import { OUTCOME_UNKNOWN, RETRY_AFTER_SECONDS, UNAVAILABLE } from '../graph-errors.ts';
import type { Logger } from '../logger.ts';
import { problemJson } from '../problem-json.ts';
import { requestSpan } from '../telemetry/spans.ts';
import { currentTraceId, traceIdOf, withTrace } from '../trace.ts';

/** What /healthz and /readyz answer from. */
export interface Health {
  /** What it resolves with is told along with readiness. */
  ready: () => Promise<unknown>;
  draining: () => boolean;
  logger: Logger;
}

const READY_WITHIN_MS = 2_000;

/** Liveness and readiness, without a token. */
export function healthRoutes(app: Express, { ready, draining, logger }: Health): void {
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  // Anybody may ask, as often as they like: all who do at once cost one look at the database and whatever else there is.
  let looking: Promise<unknown> | undefined;
  const look = () => {
    looking ??= within(ready(), READY_WITHIN_MS).finally(() => {
      looking = undefined;
    });
    return looking;
  };
  // Who asks, asks every moment: the log says when it changes.
  let wasReady = true;
  app.get('/readyz', async (_req, res) => {
    if (draining()) {
      res.status(503).json({ status: 'draining' });
      return;
    }
    try {
      const seen = await look();
      wasReady = true;
      res.json({ status: 'ready', ...(typeof seen === 'object' && seen) });
    } catch (err) {
      if (wasReady) logger.warn({ err }, 'not ready');
      wasReady = false;
      // Of what is wrong an operator is told what only they can mend.
      res.status(503).json({ status: 'unavailable', ...(err instanceof ClockApart && { reason: err.message }) });
    }
  });
}

/** What Prometheus reads, without a token: for an address that the public does not reach. */
export function metricsRoute(app: Express, registry: Registry): void {
  app.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
}

/** Gives each request its trace id: that of `traceparent`, or a new one. */
export const traceRequests: RequestHandler = (req, res, next) => {
  const span = requestSpan(req, res, () => req.route && `${req.baseUrl}${req.route.path}`);
  const traceId = span.traceId ?? traceIdOf(undefined);
  res.locals.traceId = traceId;
  span.run(() => withTrace(traceId, next));
};

/** What a request, or one behind it, ends with when its connection does. */
const CUT_OFF = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'];

/** What a route did not handle: a bad request of the client, or INTERNAL with the trace id. */
export function failureHandler(logger: Logger): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalBehind(error);
    // Nobody is there to be answered, and it is no failure of ours.
    if (req.socket.destroyed && (refusal || CUT_OFF.includes((error as { code?: string }).code ?? ''))) {
      logger.info({ traceId: currentTraceId() }, 'a client left before it was answered');
      return;
    }
    const status = (error as { status?: unknown }).status;
    if (typeof status === 'number' && status >= 400 && status < 500) {
      problemJson(res, {
        status,
        code: status === 413 ? 'TOO_LARGE' : 'BAD_USER_INPUT',
        title: 'Pedido inválido',
        detail: 'O corpo do pedido não pode ser lido.',
      });
      return;
    }
    const traceId = currentTraceId() ?? '';
    if (refusal) {
      logger.warn({ err: error, traceId }, 'it was waited in vain');
      refuseForNow(res, refusal, traceId);
      return;
    }
    logger.error({ err: error, traceId }, 'request failed');
    problemJson(res, {
      status: 500,
      code: 'INTERNAL',
      title: 'Erro interno',
      detail: `Algo deu errado do nosso lado. Tente de novo em instantes. Código: ${traceId}`,
    });
  };
}

/** Something that an answer hangs on does not answer in time: nothing was done, or nobody knows. */
function refuseForNow(res: Response, refusal: 'busy' | 'unknown', traceId: string): void {
  if (refusal === 'busy') res.set('retry-after', String(RETRY_AFTER_SECONDS));
  const [status, code, detail] =
    refusal === 'busy'
      ? ([503, 'UNAVAILABLE', UNAVAILABLE] as const)
      : ([504, 'OUTCOME_UNKNOWN', OUTCOME_UNKNOWN] as const);
  problemJson(res, { status, code, title: 'Sem resposta a tempo', detail: `${detail} Código: ${traceId}` });
}

async function within<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

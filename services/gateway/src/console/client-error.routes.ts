import { CLIENT_ERROR_KINDS } from '@portal/domain';
import { problemJson } from '@portal/service-kit/process';
import express, { type Request, type Response, Router } from 'express';
import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import { addressKey, type BillingParts } from '../budgets/bill-requests.ts';
import { limitHeaders } from '../budgets/limit-headers.ts';
import type { ConsoleName } from '../config.ts';
import type { Listener } from '../http/listener.ts';
import { logger } from '../logger.ts';
import { type ClientError, clientError, impersonal } from './client-error.ts';

const LARGEST_REPORT = 16 * 1024;
/** In points of the address's budget: a page sends ten at the most. */
const COST = 5;
/** An error is written into the log once an hour; the metric counts them all. */
const SAMPLED_MS = 3_600_000;
const MOST_SAMPLED = 1_000;

/** Takes in what pages tell of their own errors. */
export class ClientErrors {
  private readonly written = new LRUCache<string, true>({ max: MOST_SAMPLED, ttl: SAMPLED_MS });
  private readonly counter: Counter<'console' | 'kind'>;

  constructor(registry: Registry) {
    this.counter = new Counter({
      name: 'client_errors_total',
      help: 'Errors that pages of the consoles told of, by console and kind',
      labelNames: ['console', 'kind'],
      registers: [registry],
    });
    for (const kind of CLIENT_ERROR_KINDS) {
      for (const console of ['integrator', 'reviewer']) this.counter.inc({ console, kind }, 0);
    }
  }

  take(console: ConsoleName, told: ClientError): void {
    const { kind, message, stack, page } = impersonal(told);
    this.counter.inc({ console, kind });
    const [, firstFrame = ''] = stack.split('\n');
    const fingerprint = `${console} ${kind} ${message} ${firstFrame}`;
    if (this.written.has(fingerprint)) return;
    this.written.set(fingerprint, true);
    const err = Object.assign(new Error(message), { name: kind, stack });
    logger.warn({ err, console, page }, 'a page of a console failed');
  }
}

/** What it needs. */
export interface ClientErrorParts extends BillingParts {
  listener: Listener;
  clientErrors: ClientErrors;
}

/** POST /client-errors: what failed in a browser, of whom nothing is asked or kept. */
export function clientErrorRoutes({ listener, clientErrors, budgets, addressOf }: ClientErrorParts): Router {
  async function paid(req: Request, res: Response): Promise<boolean> {
    const bill = await budgets.billFor(addressKey(req, addressOf));
    const refused = bill.pay(COST);
    if (!refused) return true;
    res.set(limitHeaders(bill));
    problemJson(res, { status: 429, code: 'RATE_LIMITED', title: 'Muitos pedidos', detail: refused.message });
    return false;
  }
  const router = Router();
  router.post('/client-errors', express.json({ limit: LARGEST_REPORT }), async (req, res) => {
    res.set('cache-control', 'no-store');
    if (!(await paid(req, res))) return;
    const read = clientError.safeParse(req.body);
    if (read.success) {
      clientErrors.take(listener.console, read.data);
      res.status(204).end();
      return;
    }
    const detail = 'Envie um JSON com kind, message, page e, se houver, stack.';
    problemJson(res, { status: 400, code: 'BAD_USER_INPUT', title: 'Pedido inválido', detail });
  });
  return router;
}

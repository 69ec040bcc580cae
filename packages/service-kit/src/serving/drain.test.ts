import { Agent, createServer, request } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { closeServer, createDrain, listen } from './drain.ts';
import { healthRoutes } from './http.ts';

let noticed: () => void;
let stopped: Promise<void>;
let stop: () => void;
let port: number;
let arrived: Promise<void>;
let answerSlow: () => void;
const agent = new Agent({ keepAlive: true });

beforeEach(async () => {
  const notice = Promise.withResolvers<void>();
  const slow = { arrived: Promise.withResolvers<void>(), answered: Promise.withResolvers<void>() };
  noticed = notice.resolve;
  arrived = slow.arrived.promise;
  answerSlow = slow.answered.resolve;
  const drain = createDrain(() => notice.promise);
  const app = express();
  healthRoutes(app, { ready: async () => {}, draining: () => drain.draining, logger: createLogger('draining') });
  app.use(drain.track);
  app.get('/quick', (_req, res) => void res.send('quick'));
  app.get('/slow', async (_req, res) => {
    slow.arrived.resolve();
    await slow.answered.promise;
    res.send('slow');
  });
  const server = createServer(app);
  port = await listen(server, 0, '127.0.0.1');
  stop = () => {
    stopped = (async () => {
      await drain.start();
      await drain.ended();
      await closeServer(server);
    })();
  };
});
afterEach(async () => {
  noticed();
  answerSlow();
  await stopped;
  agent.destroy();
});

interface Answer {
  status: number | undefined;
  connection: string | undefined;
  body: string;
}

/** By a connection that is kept, as balancers keep them. */
function ask(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, agent, host: '127.0.0.1' }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.once('end', () => resolve({ status: answer.statusCode, connection: answer.headers.connection, body }));
    });
    asked.once('error', reject).end();
  });
}

test('until who sends requests had time to notice, all are answered, on connections that end with it', async () => {
  expect(await ask('/quick')).toMatchObject({ status: 200, connection: 'keep-alive' });
  expect((await ask('/readyz')).status).toBe(200);
  stop();
  expect((await ask('/readyz')).status).toBe(503);
  for (let times = 0; times < 5; times++) {
    expect(await ask('/quick')).toEqual({ status: 200, connection: 'close', body: 'quick' });
  }
  noticed();
  await stopped;
  await expect(ask('/quick')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('what was under way when it was noticed is answered whole', async () => {
  const slow = ask('/slow');
  await arrived;
  stop();
  noticed();
  answerSlow();
  expect(await slow).toMatchObject({ status: 200, body: 'slow', connection: 'close' });
  await stopped;
});

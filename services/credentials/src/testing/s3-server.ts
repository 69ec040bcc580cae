import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What s3rver, which has no types, is made with and does. */
interface S3rver {
  callback(): RequestListener;
  configureBuckets(): Promise<unknown>;
  close(done: () => void): void;
}
const Server = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;

const BUCKET = 'evidence';

/** A server that speaks S3, with a bucket, on a directory of this machine. */
export interface S3Server extends AsyncDisposable {
  /** As EVIDENCE_S3_URL takes it. */
  url: string;
  /** What it was asked, in order. */
  asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[];
  /** Makes an object look as if it had been written then. */
  setWritten(key: string, at: Date): Promise<void>;
}

/** Starts it; who asks is known by the variables that AWS uses everywhere, which this sets. */
export async function startS3Server(directory: string): Promise<S3Server> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
  const s3 = new Server({ directory, silent: true, configureBuckets: [{ name: BUCKET }] });
  await s3.configureBuckets();
  const asked: S3Server['asked'] = [];
  const answer = s3.callback();
  const server = createServer((req, res) => {
    asked.push({ method: req.method, url: req.url, headers: req.headers });
    answer(req, res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${BUCKET}/portal`,
    asked,
    async setWritten(key, at) {
      const whole = join(directory, BUCKET, 'portal', key);
      const folder = join(whole, '..');
      for (const name of await readdir(folder)) {
        if (join(folder, name).startsWith(whole)) await utimes(join(folder, name), at, at);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

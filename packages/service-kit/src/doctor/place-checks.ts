import { X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { Check, Finding } from './examine.ts';
import { reasonOf } from './examine.ts';

const GB = 1_000_000_000;
const LITTLE = 5 * GB;
const TOO_LITTLE = GB / 2;

/** Whether a folder can be written to, and how much room it has. */
export function folderCheck(name: string, path: string): Check {
  return {
    name,
    async look() {
      await access(path, constants.R_OK | constants.W_OK);
      const { bavail, bsize } = await statfs(path);
      const free = bavail * bsize;
      const said = `${path} has room for ${(free / GB).toFixed(1)} GB`;
      if (free > LITTLE) return { verdict: 'ok', said };
      return { verdict: free > TOO_LITTLE ? 'look' : 'wrong', said, mend: 'Make room, or move it.' };
    },
  };
}

const ANSWER_WITHIN_MS = 8_000;
const MOST_APART_MS = 30_000;

/** Whether something answers over HTTP; `mend` says what does not work without it. */
export function reachCheck(name: string, url: string, mend: string, without: 'look' | 'wrong' = 'wrong'): Check {
  return {
    name,
    async look(): Promise<Finding> {
      // A path may have a key in it.
      const { origin } = new URL(url);
      const asked = performance.now();
      let answer: Response;
      try {
        answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), redirect: 'manual' });
        await answer.body?.cancel();
      } catch (error) {
        return { verdict: without, said: `${origin} does not answer (${reasonOf(error)})`, mend };
      }
      const said = `${origin} answers ${answer.status} in ${Math.round(performance.now() - asked)} ms`;
      if (answer.status >= 400) return { verdict: without, said, mend };
      const apart = Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now());
      if (apart > MOST_APART_MS) {
        return {
          verdict: 'look',
          said: `${said}; its clock is ${Math.round(apart / 1000)} s away from this machine’s`,
        };
      }
      return { verdict: 'ok', said };
    },
  };
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** Until when certificates are good, the first that ends among them. */
export function certificatesCheck(name: string, read: () => Promise<string>): Check {
  return {
    name,
    async look() {
      const pems = (await read()).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
      const ends = pems.map((pem) => Date.parse(new X509Certificate(pem).validTo));
      if (ends.length === 0) return { verdict: 'wrong', said: 'there is none', mend: 'Give PEM certificates.' };
      const first = Math.min(...ends);
      const days = Math.floor((first - Date.now()) / DAY_MS);
      const said = `${ends.length} certificates, the first ends on ${new Date(first).toISOString().slice(0, 10)}`;
      if (days > SOON_DAYS) return { verdict: 'ok', said };
      return { verdict: days < 0 ? 'wrong' : 'look', said, mend: 'Replace it: docs/operation.md.' };
    },
  };
}

/** Until when what people see of an origin is good: its own certificate, as whoever connects there is shown it. */
export function servedCertificateCheck(origin: string): Check {
  const { host, hostname, port } = new URL(origin);
  return {
    name: `certificate of ${host}`,
    async look() {
      const mend = 'Renew it at the proxy that ends TLS, and load that again.';
      const { refused, end } = await shownAt(hostname, Number(port || 443));
      const said = `ends on ${new Date(end).toISOString().slice(0, 10)}`;
      if (refused) return { verdict: 'wrong', said: `browsers refuse it (${refused}); it ${said}`, mend };
      return end - Date.now() > SOON_DAYS * DAY_MS ? { verdict: 'ok', said } : { verdict: 'look', said, mend };
    },
  };
}

function shownAt(host: string, port: number): Promise<{ refused: string | undefined; end: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ refused: string | undefined; end: number }>();
  // One that is refused is looked at all the more.
  const socket = connect({ host, port, servername: host, rejectUnauthorized: false, timeout: ANSWER_WITHIN_MS }, () => {
    const refused = socket.authorized ? undefined : String(socket.authorizationError);
    resolve({ refused, end: Date.parse(socket.getPeerCertificate().valid_to) });
    socket.destroy();
  });
  socket.once('timeout', () => socket.destroy(new Error(`${host} does not answer`)));
  socket.once('error', reject);
  return promise;
}

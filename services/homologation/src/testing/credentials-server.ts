import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createTokenVerifier } from '@portal/service-kit';
import type { JSONWebKeySet } from 'jose';
import type { Accreditation } from '../accreditation/accreditation.ts';

/** What the environment hears of credentials, at the addresses of that service. */
export interface CredentialsServer extends AsyncDisposable {
  url: string;
  accreditations: Accreditation[];
  /** Tells that a credential changed. */
  changed(credentialId: string): void;
  /** Whether it answers 503. */
  away: boolean;
  /** The completed runs that it was told of, each as often as it was told. */
  completed: { runId: string; credentialId: string }[];
  /** Whether it answers 503 to who tells of reports. */
  awayForReports: boolean;
  /** The reports that it was told of, each as often as it was told. */
  reports: { reportId: string; suiteEndsAt: string | null; forPeople: string | null; revision: number }[];
  /** Maintenance that it says is over. */
  maintenance: { id: string; startsAt: Date; endsAt: Date }[];
  /** How often it was asked for credentials, and how often of those by a certificate. */
  asked: number;
  askedOfCertificates: number;
}

/** Starts one; whoever asks must be the homologation environment. */
export async function startCredentialsServer(jwks: JSONWebKeySet): Promise<CredentialsServer> {
  const verify = createTokenVerifier(jwks, 'credentials');
  const listeners = new Set<ServerResponse>();
  const tell = (line: string) => {
    for (const res of listeners) res.write(`${line}\n`);
  };
  const beat = setInterval(() => tell(''), 100);
  const server = createServer(async (req, res) => {
    const caller = await verify(req.headers.authorization?.slice('Bearer '.length)).catch(() => undefined);
    if (caller?.kind !== 'service' || caller.name !== 'homologation') return void res.writeHead(401).end();
    if (req.url === '/internal/clients/changes') {
      res.writeHead(200).write('\n');
      listeners.add(res);
      res.once('close', () => listeners.delete(res));
      return;
    }
    const body = await text(req);
    if (running.away) return void res.writeHead(503).end();
    if (req.url?.startsWith('/internal/maintenance-over?since=')) {
      return void res.end(JSON.stringify({ over: running.maintenance }));
    }
    const told = JSON.parse(body);
    if (req.url === '/internal/conformance-runs/completed') {
      running.completed.push(told);
      return void res.writeHead(204).end();
    }
    if (req.url === '/internal/conformance-reports') {
      if (running.awayForReports) return void res.writeHead(503).end();
      running.reports.push(told);
      return void res.writeHead(204).end();
    }
    const { certificates = [], credentialIds = [], memberIds = [] } = told;
    running.asked += 1;
    if (certificates.length > 0) running.askedOfCertificates += 1;
    const accreditations = running.accreditations.filter(
      ({ credentialId, certificateSha256, previousCertificate, ownerId, members = { [ownerId]: 'GESTOR' } }) =>
        memberIds.some((id: string) => id in members) ||
        credentialIds.includes(credentialId) ||
        certificates.includes(certificateSha256) ||
        certificates.includes(previousCertificate?.sha256),
    );
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ accreditations }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const running: CredentialsServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accreditations: [],
    completed: [],
    awayForReports: false,
    reports: [],
    away: false,
    maintenance: [],
    asked: 0,
    askedOfCertificates: 0,
    changed: (credentialId) => tell(JSON.stringify({ credentialId })),
    async [Symbol.asyncDispose]() {
      clearInterval(beat);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return running;
}

import { hkdfSync } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Guides, judge, openGuides, readDocument, writeXml } from '@portal/judge';
import type { Sealing } from '@portal/service-kit';
import type { Accreditations } from '../accreditation/accreditations.ts';
import { AccessTokens } from '../auth/access-tokens.ts';
import { answerAuth } from '../auth/answer-auth.ts';
import { openTokenKey } from '../auth/token-key.ts';
import { Calls } from '../calls/calls.ts';
import { DocumentStore } from '../documents/document-store.ts';
import { createEhr } from '../ehr/answer-ehr.ts';
import { outcomeOf, type RefusalStatuses, Refusals } from '../ehr/refusal.ts';
import { Faults } from '../faults/faults.ts';
import { Population } from '../population/population.ts';
import type { Answer } from './exchange.ts';
import { MOST_BYTES, type ServerCertificate, serveHost } from './serve-host.ts';

/** How the hosts behave; operators set it. */
export interface HostsConfig {
  /** 0 takes a free one. */
  authPort: number;
  ehrPort: number;
  authAddress: string;
  ehrAddress: string;
  /** What callers know the hosts by; where they listen, where absent. */
  authUrl?: string | undefined;
  ehrUrl?: string | undefined;
  /** Of the people who are met with. */
  seed: string;
  softwareVersion: string;
  refuseUnaccredited: boolean;
  statuses: RefusalStatuses;
  /** Roots of ICP-Brasil, as PEM; certificates of any authority are taken where there are none. */
  icpBrasilRoots: readonly string[];
}

/** What the hosts stand on. */
export interface HostsGround {
  orm: MikroORM;
  accreditations: Accreditations;
  sealing: Sealing;
  /** Keys what tells masked values apart. */
  hmacSecret: string;
  /** The portal's own authorities, as PEM. */
  authorities: readonly string[];
  certificates: ServerCertificates;
  now: () => Date;
}

/** The hosts' certificate, which is renewed while they run. */
export interface ServerCertificates {
  current(): ServerCertificate;
  onRenewed(told: (certificate: ServerCertificate) => void): () => void;
}

/** The Auth and EHR hosts, running. */
export interface Hosts extends AsyncDisposable {
  authUrl: string;
  ehrUrl: string;
}

/** Opens both hosts of the homologation environment. */
export async function openHosts(config: HostsConfig, ground: HostsGround): Promise<Hosts> {
  await using starting = new AsyncDisposableStack();
  const { orm, accreditations, now } = ground;
  const population = new Population(config.seed);
  const key = await openTokenKey(orm, ground.sealing);
  const tokens = new AccessTokens(key, now);
  const calls = new Calls({
    orm,
    now,
    hmacKey: new Uint8Array(hkdfSync('sha256', ground.hmacSecret, '', 'portal-de-servicos:calls', 32)),
    isSynthetic: (number) => population.knows(number),
  });
  const renewed = { onRenewed: ground.certificates.onRenewed.bind(ground.certificates) };
  const authHost = starting.use(
    await serveHost({
      port: config.authPort,
      address: config.authAddress,
      tls: {
        ...ground.certificates.current(),
        requestCert: true,
        // Who is not trusted is told so, and not cut off without a word.
        rejectUnauthorized: false,
        ca: [...ground.authorities, ...config.icpBrasilRoots],
      },
      ...renewed,
      now,
      answer: (asked) =>
        answerAuth(asked, {
          tokens,
          accreditations,
          anyAuthority: config.icpBrasilRoots.length === 0,
          refuseUnaccredited: config.refuseUnaccredited,
          now,
        }),
      failed: (status) => ({ status, body: { error: 'server_error', error_description: wordsOf(status) } }),
      record: (asked, answer) => calls.record('AUTH', asked, answer),
    }),
  );
  let guides: Guides | undefined;
  const openedGuides = () => {
    guides ??= openGuides();
    return guides;
  };
  const ehr = Promise.withResolvers<(asked: Parameters<ReturnType<typeof createEhr>>[0]) => Promise<Answer>>();
  const ehrHost = starting.use(
    await serveHost({
      port: config.ehrPort,
      address: config.ehrAddress,
      tls: ground.certificates.current(),
      ...renewed,
      now,
      answer: async (asked) => (await ehr.promise)(asked),
      failed,
      record: (asked, answer) => calls.record('EHR', asked, answer),
    }),
  );
  const ehrUrl = config.ehrUrl ?? ehrHost.url;
  ehr.resolve(
    createEhr({
      tokens,
      accreditations,
      population,
      refusals: new Refusals(config.statuses),
      store: new DocumentStore(orm),
      faults: new Faults(orm, now),
      judge: async (text, at) => judged(text, openedGuides(), at),
      writeXml: (resource) => writeXml(resource, openedGuides()),
      guides: openedGuides,
      key,
      ehrUrl,
      softwareVersion: config.softwareVersion,
      now,
    }),
  );
  const started = starting.move();
  return {
    authUrl: config.authUrl ?? authHost.url,
    ehrUrl,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

function judged(text: string, guides: Guides, at: Date) {
  const { document, refused } = readDocument(text, guides);
  if (!document) return { resource: undefined, findings: refused };
  const findings = judge(document.resource, guides, at).map((finding) => ({
    ...finding,
    ...document.positionOf(finding.path),
  }));
  return { resource: document.resource, findings };
}

function failed(status: number): Answer {
  return {
    status,
    headers: { 'content-type': 'application/fhir+json;charset=UTF-8', ...(status === 503 && { 'retry-after': '5' }) },
    body: outcomeOf([{ severity: 'error', code: 'processing', diagnostics: wordsOf(status) }]),
  };
}

function wordsOf(status: number): string {
  if (status === 413) return `O corpo tem mais de ${MOST_BYTES / 1_000_000} MB.`;
  if (status === 415) return 'O corpo está compactado de um modo que não é aceito: use gzip, deflate ou nenhum.';
  if (status < 500) return 'O corpo do pedido não pode ser lido.';
  return 'O ambiente de homologação falhou. Não é erro do seu sistema: tente de novo em instantes.';
}

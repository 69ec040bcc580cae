import { createSecretKey, hkdfSync } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Sealing } from '@portal/service-kit';
import type { Accreditations } from '../accreditation/accreditations.ts';
import { AccessTokens } from '../auth/access-tokens.ts';
import { answerAuth } from '../auth/answer-auth.ts';
import { openTokenKey } from '../auth/token-key.ts';
import type { ServerCertificates } from '../authority/server-certificate.ts';
import { Calls } from '../calls/calls.ts';
import { DocumentStore } from '../documents/document-store.ts';
import { createEhr } from '../ehr/answer-ehr.ts';
import { outcomeOf, type RefusalStatuses, Refusals } from '../ehr/refusal.ts';
import { faultTaker } from '../faults/faults.ts';
import type { Population } from '../population/population.ts';
import type { JudgeThreads } from '../validation/judge-threads.ts';
import type { Answer } from './exchange.ts';
import { MOST_BYTES, serveHost } from './serve-host.ts';

/** How the hosts behave; operators set it. */
export interface HostsConfig {
  /** 0 takes a free one. */
  authPort: number;
  ehrPort: number;
  authAddress: string;
  ehrAddress: string;
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
  /** The people who are met with. */
  population: Population;
  sealing: Sealing;
  /** Keys what tells masked values apart. */
  hmacSecret: string;
  /** The portal's own authorities, as PEM. */
  authorities: readonly string[];
  certificates: Pick<ServerCertificates, 'current' | 'onRenewed'>;
  /** What callers know the EHR host by. */
  ehrUrl: string;
  judgeThreads: Pick<JudgeThreads, 'judgeReceived' | 'writeXml' | 'membershipOf'>;
  /** Told of each call that was recorded, and of each that failed for a reason of ours. */
  recorded: () => void;
  failed: (at: Date) => void;
  now: () => Date;
}

/** The Auth and EHR hosts, running. */
export interface Hosts extends AsyncDisposable {
  authUrl: string;
  ehrUrl: string;
}

/** Opens both hosts of the homologation environment. */
export async function openHosts(config: HostsConfig, ground: HostsGround): Promise<Hosts> {
  await using starting = new AsyncDisposableStack();
  const { orm, accreditations, population, judgeThreads, now } = ground;
  const key = await openTokenKey(orm, ground.sealing);
  const tokens = new AccessTokens(key, now);
  const calls = new Calls({
    orm,
    now,
    hmacKey: createSecretKey(new Uint8Array(hkdfSync('sha256', ground.hmacSecret, '', 'portal-de-servicos:calls', 32))),
    isSynthetic: (number) => population.knows(number),
    recorded: ground.recorded,
    failed: ground.failed,
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
      failed,
      record: (asked, answer) => calls.record('AUTH', asked, answer),
      recordFailed: (asked, answer, instead) => calls.recordFailed('AUTH', asked, answer, instead),
    }),
  );
  const answerEhr = createEhr({
    tokens,
    accreditations,
    population,
    refusals: new Refusals(config.statuses),
    store: new DocumentStore(orm),
    takeFault: faultTaker(() => orm.em.fork(), now),
    judge: (text, at) => judgeThreads.judgeReceived(text, at),
    writeXml: (resource) => judgeThreads.writeXml(resource),
    membershipOf: (system, code) => judgeThreads.membershipOf(system, code),
    key,
    ehrUrl: ground.ehrUrl,
    softwareVersion: config.softwareVersion,
    now,
  });
  const ehrHost = starting.use(
    await serveHost({
      port: config.ehrPort,
      address: config.ehrAddress,
      tls: ground.certificates.current(),
      ...renewed,
      now,
      answer: answerEhr,
      failed,
      record: (asked, answer) => calls.record('EHR', asked, answer),
      recordFailed: (asked, answer, instead) => calls.recordFailed('EHR', asked, answer, instead),
    }),
  );
  const started = starting.move();
  return {
    authUrl: authHost.url,
    ehrUrl: ehrHost.url,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
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

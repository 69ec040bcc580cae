import { readFile } from 'node:fs/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { ConfigError } from '@portal/service-kit';
import type { Accreditations } from '../accreditation/accreditations.ts';
import { trustedAuthorities } from '../authority/authority.ts';
import { hostNames, openServerCertificates } from '../authority/server-certificate.ts';
import type { HomologationConfig } from '../config.ts';
import { logger } from '../logger.ts';
import type { Population } from '../population/population.ts';
import { openJudgeThreads } from '../validation/judge-threads.ts';
import { type Hosts, openHosts } from './open-hosts.ts';

/** What of the service the hosts stand on. */
export interface StartGround {
  orm: MikroORM;
  accreditations: Accreditations;
  population: Population;
  recorded: () => void;
  failed: (at: Date) => void;
  now: () => Date;
}

/** Of calls more wait than of what is judged for anybody: they have threads of their own, which that never holds up. */
const CALLS_WAITING = 200;

/** Starts the look-alike beside the subgraph. */
export async function startHosts(config: HomologationConfig, ground: StartGround): Promise<Hosts> {
  await using starting = new AsyncDisposableStack();
  const { authority, previousAuthorities, authUrl, ehrUrl } = config;
  const certificates = starting.use(
    await openServerCertificates({
      authority,
      hosts: hostNames(authUrl, ehrUrl),
      now: ground.now,
      failed: (err) => logger.error({ err }, "the hosts' certificate could not be renewed"),
    }),
  );
  const judgeThreads = starting.use(openJudgeThreads({ waiting: CALLS_WAITING }));
  const authorities = trustedAuthorities(authority, previousAuthorities);
  const hosts = starting.use(
    await openHosts(
      { ...config.hosts, icpBrasilRoots: await rootsOf(config) },
      { ...config, ...ground, judgeThreads, certificates, authorities },
    ),
  );
  const started = starting.move();
  return { ...hosts, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

async function rootsOf({ icpBrasilRoots }: HomologationConfig): Promise<string[]> {
  if (icpBrasilRoots === null) return [];
  const pems = await readFile(icpBrasilRoots, 'utf8').catch(() => '');
  const roots = pems.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (!roots) throw new ConfigError('Configuration: ICP_BRASIL_ROOTS names no PEM bundle that can be read');
  return roots;
}

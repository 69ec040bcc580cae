import type { MikroORM } from '@mikro-orm/postgresql';
import type { Printer } from '@portal/paper/printer';
import type { Caller, GraphContext, Repeatable, RequestFacts } from '@portal/service-kit';
import type { Accreditations } from './accreditation/accreditations.ts';
import type { Authority } from './authority/authority.ts';
import type { KnownSuites } from './conformance/known-suites.ts';
import type { RunFollowers } from './conformance/run-followers.ts';
import type { HomologationAccess } from './homologation-access/homologation-access.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Population } from './population/population.ts';
import type { StepMedians } from './published-suites/step-medians.ts';
import type { PrintJob } from './reports/pdf/print-report.ts';
import type { ReportKeys } from './reports/report-keys.ts';
import type { Stamper } from './time-stamps/stamper.ts';
import type { JudgeThreads } from './validation/judge-threads.ts';

/** What the service is made of, for as long as it runs. */
export interface Parts {
  orm: MikroORM;
  /** Signs trial certificates. */
  authority: Authority;
  /** Where connectors go, and what they have to trust. */
  hosts: Pick<HomologationAccess, 'authUrl' | 'ehrUrl' | 'authorities'>;
  /** Whose certificates are, and what is known of credentials. */
  accreditations: Accreditations;
  /** The people whom systems in test meet. */
  population: Population;
  judgeThreads: JudgeThreads;
  /** What `metadata` tells as the software's version. */
  softwareVersion: string;
  /** What runs are held against. */
  suites: KnownSuites;
  /** What it took others to pass their steps. */
  stepMedians: StepMedians;
  /** Tells what moves runs. */
  runFollowers: RunFollowers;
  /** Prints reports. */
  printer: Printer<PrintJob>;
  /** Sign them. */
  reportKeys: ReportKeys;
  /** Tells credentials of one that was issued. */
  tellReport: (reportId: string) => Promise<void>;
  /** Has them stamped; null where no authority of time stamps is set. */
  stamper: Stamper | null;
  /** Where people find the integrators' console. */
  portalUrl: string;
  now: () => Date;
}

/** What an operation has: who asks, a database of its own, the parts of the service. */
export interface HomologationContext extends GraphContext, Omit<Parts, 'orm' | 'accreditations'> {
  loaders: Loaders;
  /** The mutation under way, where it came with a key. */
  repeatable?: Repeatable | undefined;
}

/** Makes the context of one operation. */
export function createContext(parts: Parts, caller: Caller, { traceId }: RequestFacts): HomologationContext {
  const { orm, accreditations: _, ...rest } = parts;
  const em = orm.em.fork();
  return { ...rest, caller, traceId, em, loaders: createLoaders(em, { ...parts, caller }) };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Suite } from '@portal/conformance';
import { type Caller, isId } from '@portal/service-kit';
import DataLoader from 'dataloader';
import type { Accreditation } from './accreditation/accreditation.ts';
import { type Accreditations, MOST_ASKED } from './accreditation/accreditations.ts';
import type { HomologationCall } from './calls/homologation-call.ts';
import { callsById } from './calls/list.ts';
import type { ConformanceRun } from './conformance/conformance-run.ts';
import type { KnownSuites, SuiteVersion } from './conformance/known-suites.ts';
import { type NearestRow, nearestOf } from './conformance/nearest-steps.ts';
import { currentRunsOf, runsById } from './conformance/read-runs.ts';
import { type SeenCall, seenCalls } from './conformance/seen-calls.ts';
import { versionEnds } from './conformance/version-ends.ts';
import { type MessageRow, type ThreadPage, type ThreadRow, threadPages, threadsOf } from './messages/message-rows.ts';
import { type OverrideRow, overridesOfRuns } from './overrides/override-rows.ts';
import type { ConformanceReport } from './reports/conformance-report.ts';
import { reportsByHash, reportsById, reportsOfRuns } from './reports/report-row.ts';
import { newestTrialCertificates } from './trial-certificates/newest.ts';
import type { TrialCertificate } from './trial-certificates/trial-certificate.ts';

/** What hangs on what a page shows, read for the whole page at once. */
export interface Loaders {
  /** As credentials knows it now; null for production, and for none. */
  credential: DataLoader<string, Accreditation | null>;
  /** The same as it was moments ago, for what is asked time and again. */
  trusted: (credentialId: string) => Promise<Accreditation | undefined>;
  /** Those of the teams that somebody is in. */
  ofMember: (personId: string) => Promise<readonly Accreditation[]>;
  /** Of a credential, the newest first. */
  trialCertificates: DataLoader<string, TrialCertificate[]>;
  /** Null for one that is kept no more. */
  call: DataLoader<string, HomologationCall | null>;
  /** What a call was for, a step a run. */
  nearest: DataLoader<string, NearestRow[]>;
  run: DataLoader<string, ConformanceRun | null>;
  /** Those of a credential that calls move. */
  currentRuns: DataLoader<string, ConformanceRun[]>;
  /** The calls that a run's attempts name, by their ids. */
  seen: DataLoader<string, ReadonlyMap<string, SeenCall>>;
  /** What reviewers found of a run's requirements, the newest first. */
  overrides: DataLoader<string, OverrideRow[]>;
  /** How what was written about the requirements of a credential's suites stands, to who asks. */
  threads: DataLoader<string, ThreadRow[]>;
  /** Pages of what was written about a requirement. */
  messages: DataLoader<ThreadPage, MessageRow[], string>;
  /** By its hash. */
  suite: DataLoader<string, Suite>;
  /** When a version of a suite counts no more; null as long as there is no other. */
  versionEnd: DataLoader<SuiteVersion, Date | null, string>;
  report: DataLoader<string, ConformanceReport | null>;
  /** The newest of a run. */
  reportOfRun: DataLoader<string, ConformanceReport | null>;
  /** By the hash of its PDF. */
  reportByHash: DataLoader<string, ConformanceReport | null>;
}

/** What loaders read from. */
export interface LoadersGround {
  accreditations: Pick<Accreditations, 'ofCredentials' | 'ofMember' | 'trusted'>;
  suites: KnownSuites;
  caller: Caller;
  now: () => Date;
}

/** Makes the loaders of one operation; what they read is not read again. */
export function createLoaders(em: EntityManager, { accreditations, suites, caller, now }: LoadersGround): Loaders {
  return {
    credential: new DataLoader(
      async (ids) => {
        const accredited = await accreditations.ofCredentials(ids.filter(isId));
        const found = new Map(accredited.map((one) => [one.credentialId, one]));
        return ids.map((id) => found.get(id) ?? null);
      },
      { maxBatchSize: MOST_ASKED },
    ),
    trusted: (id) => accreditations.trusted(id),
    ofMember: (personId) => accreditations.ofMember(personId),
    trialCertificates: new DataLoader(async (ids) => {
      const found = Map.groupBy(await newestTrialCertificates(em, ids), ({ credentialId }) => credentialId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    call: byId((ids) => callsById(em, ids)),
    nearest: new DataLoader(async (ids) => {
      const found = Map.groupBy(await nearestOf(em, ids), ({ call_id }) => call_id);
      return ids.map((id) => found.get(id) ?? []);
    }),
    run: byId((ids) => runsById(em, ids)),
    currentRuns: new DataLoader(async (ids) => {
      const found = Map.groupBy(await currentRunsOf(em, ids), ({ credentialId }) => credentialId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    seen: new DataLoader(async (ids) => {
      const found = Map.groupBy(await seenCalls(em, ids), ({ runId }) => runId);
      return ids.map((id) => new Map((found.get(id) ?? []).map((seen) => [seen.callId, seen])));
    }),
    overrides: new DataLoader(async (ids) => {
      const found = Map.groupBy(await overridesOfRuns(em, ids), ({ run_id }) => run_id);
      return ids.map((id) => found.get(id) ?? []);
    }),
    threads: new DataLoader(async (ids) => {
      const personId = caller.kind === 'person' ? caller.id : null;
      const found = Map.groupBy(await threadsOf(em, ids, personId), ({ credential_id }) => credential_id);
      return ids.map((id) => found.get(id) ?? []);
    }),
    messages: new DataLoader((pages) => threadPages(em, pages), { cacheKeyFn: (page) => JSON.stringify(page) }),
    versionEnd: new DataLoader((versions) => versionEnds(em, suites, versions, now()), {
      cacheKeyFn: ({ hash }) => hash,
    }),
    report: byId((ids) => reportsById(em, ids)),
    reportOfRun: new DataLoader(async (ids) => {
      const found = Map.groupBy(await reportsOfRuns(em, ids), ({ runId }) => runId);
      return ids.map((id) => found.get(id)?.[0] ?? null);
    }),
    reportByHash: new DataLoader(async (hashes) => {
      const found = new Map((await reportsByHash(em, hashes)).map((report) => [report.pdfSha256, report]));
      return hashes.map((hash) => found.get(hash) ?? null);
    }),
    suite: new DataLoader(async (hashes) => {
      const found = await suites.load(em, hashes);
      return hashes.map((hash) => found.get(hash) ?? new Error('a run is pinned to a suite that is not kept'));
    }),
  };
}

function byId<Row extends { id: string }>(read: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConformanceReport as ReportContent } from '@portal/conformance';
import { arrayLiteral } from '@portal/service-kit';
import type { ConformanceReport } from './conformance-report.ts';

/** Of a report, what is told without its files. */
export interface ReportSummary {
  suite: ReportContent['run']['suite'];
  connector: string | null;
  completedAt: string;
  systemName: string;
  requesterIdentifier: string;
  verifyUrl: string;
}

interface ReportRow {
  id: string;
  run_id: string;
  credential_id: string;
  owner_id: string;
  issued_at: Date;
  valid_until: Date;
  pdf_sha256: string;
  json_sha256: string;
  pdf_bytes: number;
  stamped_at: Date | null;
  stamped_by: string | null;
  summary: ReportSummary;
}

const COLUMNS = `id, run_id, credential_id, owner_id, issued_at, valid_until, pdf_sha256, json_sha256,
  octet_length(pdf) as pdf_bytes, summary, stamped_at, authority as stamped_by`;

/** Reports by their ids, as many as there are. */
export async function reportsById(em: EntityManager, ids: readonly string[]): Promise<ConformanceReport[]> {
  return read(em, 'id = any(?::uuid[])', ids);
}

/** Those whose PDF has one of these hashes. */
export async function reportsByHash(em: EntityManager, hashes: readonly string[]): Promise<ConformanceReport[]> {
  return read(em, 'pdf_sha256 = any(?::text[])', hashes);
}

/** Those of runs, the newest first. */
export async function reportsOfRuns(em: EntityManager, runIds: readonly string[]): Promise<ConformanceReport[]> {
  return read(em, 'run_id = any(?::uuid[])', runIds);
}

/** The file as it was signed. */
export async function reportFile(em: EntityManager, id: string, media: 'pdf' | 'json'): Promise<Buffer | undefined> {
  const [row] = await em.execute<{ file: Buffer }[]>(`select ${media} as file from conformance_report where id = ?`, [
    id,
  ]);
  return row?.file;
}

async function read(em: EntityManager, where: string, values: readonly string[]): Promise<ConformanceReport[]> {
  const sql = `select ${COLUMNS} from conformance_report
    left join conformance_report_stamp as stamp on stamp.report_id = conformance_report.id and stamp.media = 'pdf'
    where ${where} order by id desc`;
  const rows = await em.execute<ReportRow[]>(sql, [arrayLiteral(values)]);
  return rows.map(reportFrom);
}

function reportFrom(row: ReportRow): ConformanceReport {
  const { suite, connector, completedAt, systemName, requesterIdentifier, verifyUrl } = row.summary;
  return {
    id: row.id,
    runId: row.run_id,
    credentialId: row.credential_id,
    ownerId: row.owner_id,
    suite: { key: suite.id, title: suite.title, version: suite.version, hash: suite.hash },
    systemName,
    requesterIdentifier,
    connector,
    completedAt: new Date(completedAt),
    issuedAt: new Date(row.issued_at),
    timeStampedAt: row.stamped_at && new Date(row.stamped_at),
    timeStampAuthority: row.stamped_by,
    validUntil: new Date(row.valid_until),
    pdfUrl: `/conformance-reports/${row.id}.pdf`,
    jsonUrl: `/conformance-reports/${row.id}.json`,
    verifyUrl,
    pdfSha256: row.pdf_sha256,
    jsonSha256: row.json_sha256,
    pdfSize: row.pdf_bytes,
  };
}

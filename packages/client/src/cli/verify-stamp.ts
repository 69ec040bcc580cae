import { readFile } from 'node:fs/promises';
import type { StampFault } from '@portal/conformance/time-stamps';
import type { Verification } from '@portal/conformance/verify';
import { formatDateTime } from '@portal/domain';
import { ConnectionError, HttpError } from '../errors.ts';
import type { Invocation } from './command.ts';
import { NotFound, UsageError } from './command-errors.ts';

type Genuine = Extract<Verification, { outcome: 'GENUINE' }>;

/** What a report's time stamp says, or why it says nothing; null where there is none. */
export type StampFinding =
  | { outcome: 'FITS'; at: Date; authority: string; trusted: boolean | null }
  | { outcome: 'REFUSED'; fault: StampFault }
  | null;

const STAMP_WITHIN_MS = 15_000;

/** Where a report's time stamp is looked for, and what it is held against. */
export interface StampPlace {
  /** The report's file. */
  path: string;
  file: Uint8Array<ArrayBuffer>;
  report: Genuine;
  /** The portal's origin; undefined where no network is to be used. */
  origin: string | undefined;
}

/** The stamp that was given, that lies beside the report, or that the portal has of it, held against the file. */
export async function checkStamp(invocation: Invocation, place: StampPlace): Promise<StampFinding> {
  const answer = await findStamp(invocation.option('timestamp'), place);
  if (!answer) return null;
  // With all that it needs it is larger than the rest of the program.
  const { certificatesIn, readStamp, StampRefused } = await import('@portal/conformance/time-stamps');
  const bundle = invocation.option('tsa-ca');
  const authorities = bundle === undefined ? undefined : certificatesIn((await bytesOf(bundle)).toString());
  if (authorities?.length === 0) throw new UsageError(`${bundle} não tem certificados em PEM.`);
  try {
    const { at, authority, trusted } = await readStamp(answer, place.file, authorities);
    return { outcome: 'FITS', at, authority, trusted };
  } catch (error) {
    if (error instanceof StampRefused) return { outcome: 'REFUSED', fault: error.fault };
    throw error;
  }
}

async function findStamp(given: string | undefined, place: StampPlace): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (given !== undefined) return new Uint8Array(await bytesOf(given));
  const beside = await readFile(`${place.path}.tsr`).catch(() => undefined);
  if (beside) return new Uint8Array(beside);
  return place.origin === undefined ? undefined : stampAt(place.origin, place.report);
}

async function stampAt(origin: string, { reportId, media }: Genuine): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const address = `${origin}/conformance-reports/${encodeURIComponent(reportId)}.${media.toLowerCase()}.tsr`;
  const signal = AbortSignal.timeout(STAMP_WITHIN_MS);
  try {
    const answer = await fetch(address, { signal });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new HttpError(answer.status);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (cause) {
    if (cause instanceof HttpError) throw cause;
    throw new ConnectionError(`O carimbo do tempo em ${address} não pôde ser lido`, { cause });
  }
}

function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
  });
}

/** Whether the stamp is as it was asked for: where authorities are named it has to be of one of them. */
export function stampHolds(finding: StampFinding, asked: boolean): boolean {
  if (finding === null) return !asked;
  return finding.outcome === 'FITS' && finding.trusted !== false;
}

const FAULTS: Readonly<Record<StampFault, string>> = {
  UNREADABLE: 'o arquivo do carimbo não pôde ser lido',
  NOT_GRANTED: 'a autoridade recusou o pedido e não carimbou nada',
  OTHER_FILE: 'ele é de outro arquivo',
  NO_AUTHORITY: 'o certificado que o assinou não serve para carimbos do tempo, ou não valia',
  NOT_SIGNED: 'a assinatura dele não confere',
  UNSUPPORTED: 'o algoritmo dele não é conhecido',
};

/** What it says, in Portuguese. */
export function stampText(finding: StampFinding): string {
  if (finding === null) return 'sem carimbo do tempo: a hora é a que o portal assinou';
  if (finding.outcome === 'REFUSED') return `mas o carimbo do tempo não vale: ${FAULTS[finding.fault]}`;
  const { at, authority, trusted } = finding;
  return `carimbo do tempo de ${formatDateTime(at)} por ${authority}, ${TRUST[`${trusted}`]}`;
}

const TRUST = {
  true: 'que leva a uma autoridade de --tsa-ca',
  false: 'mas que não leva a nenhuma autoridade de --tsa-ca',
  null: 'cuja autoridade não foi conferida: use --tsa-ca',
};

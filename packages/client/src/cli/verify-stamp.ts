import { readFile } from 'node:fs/promises';
import type { StampFault, StampRefused } from '@portal/conformance/time-stamps';
import type { Verification } from '@portal/conformance/verify';
import { formatDateTime } from '@portal/domain';
import { ConnectionError } from '../errors.ts';
import type { Invocation } from './command.ts';
import { NotFound, UsageError } from './command-errors.ts';

type Genuine = Extract<Verification, { outcome: 'GENUINE' }>;

/** What a report's time stamp says, or why it says nothing; null where there is none. */
export type StampFinding =
  | { outcome: 'FITS'; at: Date; authority: string; trusted: boolean | null }
  | { outcome: 'REFUSED'; fault: StampFault }
  /** The portal has one, or none: that could not be asked. */
  | { outcome: 'NOT_READ' }
  /** The portal's is of the file as it was issued: a JSON that was laid out anew says the same in other bytes. */
  | { outcome: 'OF_ORIGINAL' }
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
  const bundle = invocation.option('tsa-ca');
  const here = await stampHere(invocation.option('timestamp'), place.path);
  const answer = here ?? (await stampOfPortal(place, bundle !== undefined));
  if (answer === null || answer === 'NOT_READ') return answer && { outcome: answer };
  // With all that it needs it is larger than the rest of the program.
  const { certificatesIn, readStamp } = await import('@portal/conformance/time-stamps');
  const authorities = bundle === undefined ? undefined : certificatesIn((await bytesOf(bundle)).toString());
  if (authorities?.length === 0) throw new UsageError(`${bundle} não tem certificados em PEM.`);
  const read = readStamp(answer, place.file, authorities);
  return read.then(
    ({ at, authority, trusted }) => ({ outcome: 'FITS', at, authority, trusted }),
    // It throws nothing else.
    ({ fault }: StampRefused) =>
      fault === 'OTHER_FILE' && !here && place.report.media === 'JSON'
        ? { outcome: 'OF_ORIGINAL' }
        : { outcome: 'REFUSED', fault },
  );
}

async function stampHere(given: string | undefined, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (given !== undefined) return new Uint8Array(await bytesOf(given));
  const beside = await readFile(`${path}.tsr`).catch(() => undefined);
  return beside && new Uint8Array(beside);
}

/** Null where it has none; whoever needs one is told at once that it cannot be read. */
async function stampOfPortal(
  { origin, report: { reportId, media } }: StampPlace,
  needed: boolean,
): Promise<Uint8Array<ArrayBuffer> | null | 'NOT_READ'> {
  if (origin === undefined) return null;
  const address = `${origin}/conformance-reports/${encodeURIComponent(reportId)}.${media.toLowerCase()}.tsr`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(STAMP_WITHIN_MS) });
    if (answer.status === 404) return null;
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    throw new Error(`It answered ${answer.status}`);
  } catch (cause) {
    if (needed) throw new ConnectionError(`O carimbo do tempo em ${address} não pôde ser lido`, { cause });
    return 'NOT_READ';
  }
}

function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
  });
}

/** Whether the stamp is as it was asked for: where authorities are named it has to be of one of them. */
export function stampHolds(finding: StampFinding, asked: boolean): boolean {
  if (finding === null || finding.outcome === 'NOT_READ' || finding.outcome === 'OF_ORIGINAL') return !asked;
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
  switch (finding.outcome) {
    case 'NOT_READ':
      return 'o carimbo do tempo não pôde ser lido agora: a hora é a que o portal assinou';
    case 'OF_ORIGINAL':
      return 'o arquivo foi reformatado, e o carimbo do tempo é do original: a hora é a que o portal assinou';
    case 'REFUSED':
      return `mas o carimbo do tempo não vale: ${FAULTS[finding.fault]}`;
  }
  const { at, authority, trusted } = finding;
  return `carimbo do tempo de ${formatDateTime(at)} por ${authority}, ${TRUST[`${trusted}`]}`;
}

const TRUST = {
  true: 'que leva a uma autoridade de --tsa-ca',
  false: 'que não leva a nenhuma das autoridades de --tsa-ca',
  null: 'cuja autoridade não foi conferida: use --tsa-ca',
};

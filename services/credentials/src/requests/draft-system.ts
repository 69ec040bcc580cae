import {
  type IpNotice,
  type IpRange,
  listLengthMessage,
  parseDatabaseName,
  parseIntegratedSystem,
  parseIpRange,
  parseMonthlyVolume,
  parseSystemDescription,
  parseSystemName,
  parseVendor,
  valid,
  wideTogether,
} from '@portal/domain';
import { EMPTY_SYSTEM, type SystemCopy, type WarningCopy } from './content.ts';
import type { DraftProblems } from './draft-field.ts';
import type { ClientSystemInput } from './update-input.ts';

/** The system after a change, and what its reviewer is to know of the ranges; undefined where they did not change. */
export interface MergedSystem {
  system: SystemCopy;
  ipWarnings: WarningCopy[] | undefined;
}

const IP_PATH = ['system', 'ipRanges'];
const INTEGRATES_PATH = ['system', 'integratesWith'];

/** Merges what is given into the system, key by key. */
export function mergeSystem(
  current: SystemCopy,
  given: ClientSystemInput | null | undefined,
  problems: DraftProblems,
): MergedSystem {
  if (given === undefined) return { system: current, ipWarnings: undefined };
  if (given === null) return { system: { ...EMPTY_SYSTEM }, ipWarnings: [] };
  const { ipRanges, integratesWith } = given;
  const tooMany = ipRanges && ipRanges.length > 0 && listLengthMessage('ipRanges', ipRanges.length);
  if (tooMany) problems.invalid(tooMany, IP_PATH);
  const tooManySystems = integratesWith && listLengthMessage('integratesWith', integratesWith.length);
  if (tooManySystems) problems.invalid(tooManySystems, INTEGRATES_PATH);
  // Of a list that is too long that alone is told, not what is wrong with each of thousands.
  const ranges =
    ipRanges === undefined || tooMany ? undefined : problems.list<IpRange>([], ipRanges, parseIpRange, IP_PATH);
  const system: SystemCopy = {
    name: problems.field(current.name, given.name, parseSystemName, ['system', 'name']),
    description: problems.field(current.description, given.description, parseSystemDescription, [
      'system',
      'description',
    ]),
    vendor: problems.field(current.vendor, given.vendor, parseVendor, ['system', 'vendor']),
    database: problems.field(current.database, given.database, parseDatabaseName, ['system', 'database']),
    webApplication: problems.field(current.webApplication, given.webApplication, valid<boolean>, []),
    ipRanges: ranges ? [...new Set(ranges.map(({ cidr }) => cidr))] : current.ipRanges,
    monthlyVolume: problems.field(current.monthlyVolume, given.monthlyVolume, parseMonthlyVolume, [
      'system',
      'monthlyVolume',
    ]),
    integratesWith: problems.list(
      current.integratesWith,
      tooManySystems ? undefined : integratesWith,
      parseIntegratedSystem,
      INTEGRATES_PATH,
    ),
  };
  return { system, ipWarnings: ranges && warningsOf(ranges, system.ipRanges) };
}

function warningsOf(ranges: readonly IpRange[], kept: readonly string[]): WarningCopy[] {
  const together = wideTogether(kept);
  return [
    ...ranges.flatMap(({ cidr, notices }) =>
      notices.map((notice) => warningOf(notice, [...IP_PATH, String(kept.indexOf(cidr))])),
    ),
    ...(together ? [warningOf(together, IP_PATH)] : []),
  ];
}

function warningOf({ code, message }: IpNotice, path: string[]): WarningCopy {
  return { code, message, path, mustAccept: false, acceptedBy: null, acceptedAt: null };
}

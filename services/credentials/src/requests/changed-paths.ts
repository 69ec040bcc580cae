import { isDeepStrictEqual } from 'node:util';
import type { EvidenceCopy, RequestContent, Submission } from './content.ts';

/** A path relative to UpdateAccessRequestInput; evidence is `["evidence", ID]`, a requirement `["checklist", CODE]`. */
export type Path = string[];

/** What differs between two submissions, or between the last one and what is being worked on. A list is one path. */
export function changedPaths(before: Submission, now: Submission): Path[] {
  return [...changedFields(before, now), ...evidencePaths(before.evidence, now.evidence)];
}

/** Codes of requirements whose evidence is not what it was. */
export function changedRequirements(before: readonly EvidenceCopy[], now: readonly EvidenceCopy[]): string[] {
  const codes = new Set([...before, ...now].flatMap(({ requirements }) => requirements));
  return [...codes].filter((code) => !isDeepStrictEqual(proofsOf(before, code), proofsOf(now, code)));
}

/** Which fields of the form differ. */
export function changedFields(before: RequestContent, now: RequestContent): Path[] {
  const pairs = FIELDS.filter(([, read]) => !isDeepStrictEqual(read(before), read(now)));
  return pairs.map(([path]) => path.split('.'));
}

const FIELDS: [path: string, read: (content: RequestContent) => unknown][] = [
  ['origin', ({ origin }) => origin],
  ['establishmentCnes', ({ establishment }) => establishment?.cnes ?? null],
  ['establishmentCnpj', ({ establishment }) => establishment?.cnpj ?? null],
  ['establishment.name', ({ establishment }) => establishment?.name ?? null],
  ['establishment.uf', ({ establishment }) => establishment?.uf ?? null],
  ['establishment.municipality', ({ establishment }) => establishment?.municipality ?? null],
  ['childEstablishments', ({ childEstablishments }) => childEstablishments.map(({ cnes, cnpj }) => [cnes, cnpj])],
  ['manager.name', ({ manager }) => manager?.name ?? null],
  ['manager.cpf', ({ manager }) => manager?.cpf ?? null],
  ['manager.email', ({ manager }) => manager?.email ?? null],
  ['manager.phone', ({ manager }) => manager?.phone ?? null],
  ['certificatePem', ({ certificate }) => certificate?.sha256 ?? null],
  ['system.name', ({ system }) => system.name],
  ['system.description', ({ system }) => system.description],
  ['system.vendor', ({ system }) => system.vendor],
  ['system.database', ({ system }) => system.database],
  ['system.webApplication', ({ system }) => system.webApplication],
  ['system.ipRanges', ({ system }) => system.ipRanges],
  ['system.monthlyVolume', ({ system }) => system.monthlyVolume],
  ['system.integratesWith', ({ system }) => system.integratesWith],
  ['services', ({ services }) => services],
  // That they were accepted anew, on another day, changes nothing that is declared.
  ['acceptedTerms', ({ acceptedTermsAt }) => acceptedTermsAt !== null],
];

function evidencePaths(before: readonly EvidenceCopy[], now: readonly EvidenceCopy[]): Path[] {
  const added = now.filter(({ id }) => !before.some((other) => other.id === id));
  const gone = before.filter(({ id }) => !now.some((other) => other.id === id));
  return [
    ...[...added, ...gone].map(({ id }) => ['evidence', id]),
    ...changedRequirements(before, now).map((code) => ['checklist', code]),
  ];
}

/** By content: the same bytes attached again prove the same. */
function proofsOf(evidence: readonly EvidenceCopy[], code: string): string[] {
  return evidence
    .filter(({ requirements }) => requirements.includes(code))
    .map(({ sha256 }) => sha256)
    .sort();
}

import {
  type Cnes,
  type Cnpj,
  isBlank,
  parseCnes,
  parseCnpj,
  parseEstablishmentName,
  parseMunicipality,
  parseUf,
} from '@portal/domain';
import type { Establishment, EstablishmentLookup } from '../establishments/establishment.ts';
import type { LookupEstablishment } from '../establishments/lookup.ts';
import type { DraftProblems } from './draft-field.ts';
import type { EstablishmentInput, UpdateAccessRequestInput } from './update-input.ts';

/** What a change says of the main establishment, looked up. */
export interface GivenEstablishment {
  cnes: Cnes | null | undefined;
  cnpj: Cnpj | null | undefined;
  told: ToldEstablishment | null | undefined;
  /** By the CNES, or else by the CNPJ; undefined where neither is given. */
  lookup: EstablishmentLookup | undefined;
}

type ToldEstablishment = Pick<Establishment, 'name' | 'uf' | 'municipality'>;
type EstablishmentFields = Pick<UpdateAccessRequestInput, 'establishmentCnes' | 'establishmentCnpj' | 'establishment'>;

const NOTHING_TOLD: ToldEstablishment = { name: '', uf: '', municipality: '' };

/** Reads what a change says of the main establishment, and asks for it; before any lock is held. */
export async function readEstablishment(
  lookup: LookupEstablishment,
  { establishmentCnes, establishmentCnpj, establishment }: EstablishmentFields,
  problems: DraftProblems,
): Promise<GivenEstablishment> {
  const cnes = read(establishmentCnes, (text) => problems.take(parseCnes(text), ['establishmentCnes']));
  const cnpj = read(establishmentCnpj, (text) => problems.take(parseCnpj(text), ['establishmentCnpj']));
  const told = establishment && readTold(establishment, problems);
  const code = cnes ? { cnes } : cnpj ? { cnpj } : undefined;
  return { cnes, cnpj, told, lookup: code && (await lookup(code)) };
}

/** The main establishment after a change. What can be looked up is as it was found; the rest is as it is told. */
export function mergeEstablishment(
  current: Establishment | null,
  given: GivenEstablishment,
  problems: DraftProblems,
): Establishment | null {
  if (given.cnes === undefined && given.cnpj === undefined) return mergeTold(current, given.told, problems);
  if (given.cnes && given.lookup?.outcome === 'NO_SUCH') {
    problems.invalid('Não existe estabelecimento com este CNES.', ['establishmentCnes']);
    return current;
  }
  const found = given.lookup?.establishment ?? null;
  const cnpj = given.cnpj === undefined ? keptCnpj(current, given) : given.cnpj;
  if (found) return mergeFound(found, cnpj, problems);
  const cnes = given.cnes === undefined ? (current?.cnes ?? null) : given.cnes;
  if (cnes === null && cnpj === null && !given.told) return null;
  const sameAsBefore = cnes === (current?.cnes ?? null) || (cnpj !== null && cnpj === current?.cnpj);
  const before = current && sameAsBefore ? current : NOTHING_TOLD;
  const { name, uf, municipality } = given.told ?? (given.told === null ? NOTHING_TOLD : before);
  return { cnes, cnpj, name, uf, municipality, verified: false };
}

/** The CNPJ stays where only the CNES is given, unless it came with the look-up of another CNES. */
function keptCnpj(current: Establishment | null, { cnes }: GivenEstablishment): string | null {
  if (!current || (current.verified && cnes !== current.cnes)) return null;
  return current.cnpj;
}

function mergeFound(found: Establishment, cnpj: string | null, problems: DraftProblems): Establishment {
  if (cnpj === null || cnpj === found.cnpj) return found;
  if (found.cnpj !== null) {
    problems.invalid('Este CNPJ não é o do estabelecimento com este CNES.', ['establishmentCnpj']);
    return found;
  }
  // The look-up knows no CNPJ: it stands on the applicant's word, and the reviewer is told so.
  return { ...found, cnpj, verified: false };
}

function mergeTold(
  current: Establishment | null,
  told: ToldEstablishment | null | undefined,
  problems: DraftProblems,
): Establishment | null {
  if (told === undefined) return current;
  if (current?.verified) {
    if (told) problems.invalid('Os dados deste estabelecimento vêm do CNES.', ['establishment']);
    return current;
  }
  if (!current) return told && { cnes: null, cnpj: null, ...told, verified: false };
  return { ...current, ...(told ?? NOTHING_TOLD) };
}

function readTold(given: EstablishmentInput, problems: DraftProblems): ToldEstablishment | undefined {
  const name = problems.take(parseEstablishmentName(given.name), ['establishment', 'name']);
  const uf = problems.take(parseUf(given.uf), ['establishment', 'uf']);
  const municipality = problems.take(parseMunicipality(given.municipality), ['establishment', 'municipality']);
  return name && uf && municipality ? { name, uf, municipality } : undefined;
}

function read<T>(text: string | null | undefined, parse: (text: string) => T | undefined): T | null | undefined {
  if (text === undefined) return undefined;
  return text === null || isBlank(text) ? null : parse(text);
}

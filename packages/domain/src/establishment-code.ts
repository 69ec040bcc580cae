import { bareIdentifier } from './bare-identifier.ts';
import { type Cnes, parseCnes } from './cnes.ts';
import { type Cnpj, parseCnpj } from './cnpj.ts';
import { invalid, type Parsed, valid } from './parsed.ts';

/** What an establishment is asked for by: exactly one of the two. */
export type EstablishmentCode = { cnes: Cnes; cnpj?: undefined } | { cnpj: Cnpj; cnes?: undefined };

/** Reads a CNES or a CNPJ from one field, told apart by their length. */
export function parseEstablishmentCode(text: string): Parsed<EstablishmentCode> {
  const { length } = bareIdentifier(text);
  if (length === 7) {
    const cnes = parseCnes(text);
    return cnes.ok ? valid({ cnes: cnes.value }) : cnes;
  }
  if (length === 14) {
    const cnpj = parseCnpj(text);
    return cnpj.ok ? valid({ cnpj: cnpj.value }) : cnpj;
  }
  return invalid('Informe um CNES (7 dígitos) ou um CNPJ (14 caracteres).');
}

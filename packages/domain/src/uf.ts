import { invalid, type Parsed, valid } from './parsed.ts';

/** The 27 federative units by their two letters, with their names. */
export const UF_NAMES = {
  AC: 'Acre',
  AL: 'Alagoas',
  AP: 'Amapá',
  AM: 'Amazonas',
  BA: 'Bahia',
  CE: 'Ceará',
  DF: 'Distrito Federal',
  ES: 'Espírito Santo',
  GO: 'Goiás',
  MA: 'Maranhão',
  MT: 'Mato Grosso',
  MS: 'Mato Grosso do Sul',
  MG: 'Minas Gerais',
  PA: 'Pará',
  PB: 'Paraíba',
  PR: 'Paraná',
  PE: 'Pernambuco',
  PI: 'Piauí',
  RJ: 'Rio de Janeiro',
  RN: 'Rio Grande do Norte',
  RS: 'Rio Grande do Sul',
  RO: 'Rondônia',
  RR: 'Roraima',
  SC: 'Santa Catarina',
  SP: 'São Paulo',
  SE: 'Sergipe',
  TO: 'Tocantins',
} as const;

/** A federative unit's two letters. */
export type Uf = keyof typeof UF_NAMES;

/** The 27 units, by name. */
export const UFS = Object.keys(UF_NAMES) as Uf[];

/** Reads two letters in any case. */
export function parseUf(text: string): Parsed<Uf> {
  const letters = text.trim().toUpperCase();
  if (letters === '') return invalid('Informe a UF.');
  if (!Object.hasOwn(UF_NAMES, letters)) return invalid('UF inválida. Use a sigla de duas letras, como GO.');
  return valid(letters as Uf);
}

// The first two digits of an IBGE municipality code name its unit.
const UF_BY_IBGE: Record<string, Uf> = {
  11: 'RO',
  12: 'AC',
  13: 'AM',
  14: 'RR',
  15: 'PA',
  16: 'AP',
  17: 'TO',
  21: 'MA',
  22: 'PI',
  23: 'CE',
  24: 'RN',
  25: 'PB',
  26: 'PE',
  27: 'AL',
  28: 'SE',
  29: 'BA',
  31: 'MG',
  32: 'ES',
  33: 'RJ',
  35: 'SP',
  41: 'PR',
  42: 'SC',
  43: 'RS',
  50: 'MS',
  51: 'MT',
  52: 'GO',
  53: 'DF',
};

/** The unit of an IBGE code: of a municipality (6 or 7 digits) or of the unit itself (2 digits). */
export function ufOfIbgeCode(code: string): Uf | undefined {
  return UF_BY_IBGE[code.slice(0, 2)];
}

import { formatCnpj, LIMITS, listLengthMessage, parseEstablishmentCode } from '@portal/domain';
import type { EstablishmentEntry } from './form-values.ts';
import type { FoundEstablishment, LookUpAnswer } from './look-up.ts';

/** A CNES or CNPJ as it is written. */
export function writeCode(code: string): string {
  return code.length === 14 ? formatCnpj(code) : code;
}

/** The codes in what was typed or pasted, or what is wrong with them. */
export function readCodes(
  text: string,
  main: EstablishmentEntry,
  present: readonly string[],
): { readonly codes: readonly string[]; readonly faults: readonly string[] } {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return { codes: [], faults: ['Informe o CNES ou o CNPJ.'] };
  const codes: string[] = [];
  const faults: string[] = [];
  for (const part of parts) {
    const parsed = parseEstablishmentCode(part);
    if (!parsed.ok) {
      faults.push(`${part}: ${parsed.message}`);
      continue;
    }
    const code = parsed.value.cnes ?? parsed.value.cnpj;
    if (code === main.code) faults.push(`${writeCode(code)}: é o estabelecimento principal.`);
    else if (present.includes(code) || codes.includes(code)) faults.push(`${writeCode(code)}: já está na lista.`);
    else codes.push(code);
  }
  const tooMany = listLengthMessage('childEstablishments', present.length + codes.length);
  if (tooMany !== undefined) {
    return { codes: codes.slice(0, LIMITS.childEstablishments.max - present.length), faults: [...faults, tooMany] };
  }
  return { codes, faults };
}

/** What keeps an establishment that was asked for from being a child; undefined where nothing does. */
export function childFault(code: string, answer: LookUpAnswer, main: EstablishmentEntry): string | undefined {
  const name = writeCode(code);
  switch (answer.outcome) {
    case 'FOUND':
      return sameUf(answer.establishment, main)
        ? undefined
        : `${name}: fica em ${answer.establishment.uf}, e o estabelecimento principal, em ${main.uf}.`;
    case 'NO_SUCH':
    case 'INVALID':
      return `${name}: não existe estabelecimento com este código.`;
    case 'NOT_IN_SAMPLE':
      return `${name}: não está na lista de estabelecimentos que o Portal tem.`;
    default:
      return `${name}: não foi possível consultar agora. Tente de novo.`;
  }
}

function sameUf(child: FoundEstablishment, main: EstablishmentEntry): boolean {
  return main.uf === '' || child.uf === main.uf;
}

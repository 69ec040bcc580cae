import { type LookupOutcome, listLengthMessage, parseEstablishmentCode } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { Establishment } from '../establishments/establishment.ts';
import type { LookupEstablishment } from '../establishments/lookup.ts';
import type { DraftProblems } from './draft-field.ts';

const PATH = ['childEstablishments'];
/** Look-ups under way at once. */
const AT_ONCE = 10;

/** Looks child establishments up, before any lock is held; each must be found. */
export async function readChildren(
  lookup: LookupEstablishment,
  codes: readonly string[] | null | undefined,
  problems: DraftProblems,
): Promise<Establishment[] | undefined> {
  if (codes === undefined) return undefined;
  const given = codes ?? [];
  const tooMany = listLengthMessage('childEstablishments', given.length);
  if (tooMany) {
    problems.invalid(tooMany, PATH);
    return undefined;
  }
  const children: Establishment[] = [];
  for (let start = 0; start < given.length; start += AT_ONCE) {
    const some = given.slice(start, start + AT_ONCE);
    const found = await Promise.all(some.map((code, index) => readChild(lookup, code, start + index, problems)));
    children.push(...found.filter((child) => child !== undefined));
  }
  return children;
}

async function readChild(
  lookup: LookupEstablishment,
  text: string,
  index: number,
  problems: DraftProblems,
): Promise<Establishment | undefined> {
  const code = problems.take(parseEstablishmentCode(text), [...PATH, index]);
  if (!code) return undefined;
  const { outcome, establishment } = await lookup(code);
  if (establishment) return establishment;
  problems.invalid(NOT_FOUND[outcome], [...PATH, index]);
  return undefined;
}

const NOT_FOUND: Record<LookupOutcome, string> = {
  FOUND: '',
  INVALID: 'Informe um CNES ou um CNPJ válido.',
  NO_SUCH: 'Não existe estabelecimento com este número.',
  NOT_IN_SAMPLE: 'Não encontramos este estabelecimento.',
  UNAVAILABLE: 'O CNES não respondeu. Tente de novo em instantes.',
};

/** What is wrong with child establishments: doubles, the main one among them, another state. */
export function childProblems(main: Establishment | null, children: readonly Establishment[]): Problem[] {
  return children.flatMap((child, index) => {
    const message = childMessage(main, children.slice(0, index), child);
    return message ? [problem('INVALID', message, [...PATH, index])] : [];
  });
}

function childMessage(
  main: Establishment | null,
  before: readonly Establishment[],
  child: Establishment,
): string | undefined {
  if (main && isSame(main, child)) return 'Este é o estabelecimento principal.';
  if (before.some((other) => isSame(other, child))) return 'Este estabelecimento já está na lista.';
  if (main?.uf && main.uf !== child.uf) return `Este estabelecimento é de ${child.uf}, e o principal, de ${main.uf}.`;
  return undefined;
}

/** Units of one city share its CNPJ: it tells them apart only where there is no CNES. */
function isSame(one: Establishment, other: Establishment): boolean {
  if (one.cnes !== null && other.cnes !== null) return one.cnes === other.cnes;
  return one.cnpj !== null && one.cnpj === other.cnpj;
}

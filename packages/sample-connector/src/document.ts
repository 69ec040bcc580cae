import { randomUUID } from 'node:crypto';
import { exampleDocument } from '@portal/judge/examples';
import type { Composed, IdentifiedDocument } from './connector.ts';

/** Who sends a document, and whose it is. */
export interface Parties {
  /** What follows `BRRNDS-`. */
  requesterIdentifier: string;
  cnes: string;
  /** CNS of the professional. */
  operator: string;
  /** CNS of the person. */
  patient: string;
}

const IDENTIFIER = 'http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-';
const PROFILE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition/';

/** A document of a kind, by its code, that is right when it is sent now; whoever integrates makes theirs of what happened. */
export function documentOf(kind: string, parties: Parties, now: Date): IdentifiedDocument & Composed {
  const { requesterIdentifier, cnes, operator, patient } = parties;
  const example = exampleDocument(kind, now);
  if (!example) throw new Error(`Não há exemplo de documento ${kind}.`);
  const numbers: Record<string, string> = {
    [`${PROFILE}BRIndividuo-1.0`]: patient,
    [`${PROFILE}BREstabelecimentoSaude-1.0`]: cnes,
    [`${PROFILE}BRProfissional-1.0`]: operator,
    [`${PROFILE}BRLotacaoProfissional-1.0`]: `${operator}-${cnes}`,
  };
  const document = withNumbers(example, numbers) as Composed;
  const identifier = { system: `${IDENTIFIER}${requesterIdentifier}`, value: randomUUID() };
  return { ...document, identifier };
}

/** Whoever is named in it by a number is named by another one. */
function withNumbers(value: unknown, numbers: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withNumbers(one, numbers));
  if (typeof value !== 'object' || value === null) return value;
  const named = value as { system?: unknown };
  const number = typeof named.system === 'string' ? numbers[named.system] : undefined;
  const entries = Object.entries(value).map(([key, one]) => [key, withNumbers(one, numbers)]);
  return { ...Object.fromEntries(entries), ...(number !== undefined && { value: number }) };
}

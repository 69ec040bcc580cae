import { rndsError } from '@portal/judge/rnds-errors';

/** One thing that is wrong, as an OperationOutcome tells it. */
export interface Issue {
  severity: 'error' | 'fatal';
  code: string;
  diagnostics: string;
  expression?: string[];
  location?: string[];
}

/** A call that is refused: everything that is wrong with it at once. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly issues: readonly Issue[],
    readonly codes: readonly string[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(codes.join(', '));
  }
}

/** The status of a refusal by code. Those that were seen at the RNDS are written so; the others are ours and can be set. */
export type RefusalStatuses = Readonly<Record<string, number>>;

/** Seen at the RNDS: 882, 861, 866, 924, 793, 825, MSG009. All that is not named here is 422. */
export const REFUSAL_STATUSES: RefusalStatuses = {
  'EHR-ERR882': 401,
  'EHR-ERR861': 400,
  'EHR-ERR848': 400,
  'EHR-ERR849': 400,
  'EHR-ERR850': 400,
  'EHR-ERR851': 400,
  'EHR-ERR852': 400,
  'EHR-ERR877': 400,
  'EHR-ERR893': 400,
  'EHR-ERR894': 400,
  'EHR-ERR935': 400,
  'EHR-ERR936': 400,
  'EHR-ERR937': 400,
  'EHR-ERR931': 401,
  'EHR-ERR932': 401,
  'EHR-ERR833': 403,
  'EHR-ERR879': 403,
  'EHR-ERR881': 403,
  'EHR-ERR883': 403,
  'EHR-ERR884': 403,
  'EHR-ERR897': 403,
  'EHR-ERR906': 403,
  'EHR-ERR826': 403,
  'EHR-ERR827': 404,
};

/** Refuses by codes of the RNDS, with the status of the first. */
export class Refusals {
  private readonly statuses: RefusalStatuses;

  constructor(set: RefusalStatuses = {}) {
    this.statuses = { ...REFUSAL_STATUSES, ...set };
  }

  /** `refusals.of('EHR-ERR866', 'id')`: what was found stands in the message. */
  of(code: string, ...found: string[]): Refusal {
    return this.all([this.issue(code, ...found)], [code]);
  }

  /** As the RNDS writes it: `(EHR-ERR866) text`. */
  issue(code: string, ...found: string[]): Issue {
    const { issueCode, message } = rndsError(code, ...found);
    return { severity: 'error', code: issueCode, diagnostics: `(${code}) ${message}` };
  }

  all(issues: readonly Issue[], codes: readonly string[]): Refusal {
    return new Refusal(this.statuses[codes[0] ?? ''] ?? 422, issues, codes);
  }
}

/** The judge had no time: a fault of the environment. */
export function overloaded(): Refusal {
  const diagnostics = 'O ambiente está sobrecarregado. Não é erro do seu sistema: tente de novo em instantes.';
  return new Refusal(503, [{ severity: 'error', code: 'processing', diagnostics }], [], { 'retry-after': '5' });
}

/** A resource that is not there, in the words of the RNDS's server. */
export function notKnown(type: string, id: string): Refusal {
  const diagnostics = `Resource ${type}/${id} is not known`;
  return new Refusal(404, [{ severity: 'error', code: 'processing', diagnostics }]);
}

/** The OperationOutcome of a refusal. */
export function outcomeOf(issues: readonly Issue[]): object {
  return { resourceType: 'OperationOutcome', issue: issues };
}

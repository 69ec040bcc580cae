/** One thing that the RNDS finds wrong. */
export interface RndsIssue {
  /** `EHR-ERR866`, where it has a code. */
  code: string | undefined;
  /** What is wrong, in Portuguese. */
  text: string;
  /** Where in what was sent, as FHIRPath; none where it is about the call. */
  expression: string | undefined;
}

/** The RNDS answered, and refuses: sending the same again changes nothing. */
export class RndsRefusal extends Error {
  readonly status: number;
  readonly issues: readonly RndsIssue[];

  constructor(status: number, issues: readonly RndsIssue[]) {
    super(issues.map(({ text }) => text).join('\n') || `a RNDS respondeu ${status}`);
    this.status = status;
    this.issues = issues;
  }

  /** Whether it was refused by this code. */
  by(code: string): boolean {
    return this.issues.some((issue) => issue.code === code);
  }
}

/** The RNDS did not answer as it should, however often it was asked: it can be tried again later. */
export class RndsUnreachable extends Error {}

/** What an OperationOutcome tells. */
export function issuesOf(body: string): RndsIssue[] {
  try {
    const { issue = [] } = JSON.parse(body) as { issue?: { diagnostics?: string; expression?: string[] }[] };
    return issue.map(({ diagnostics = '', expression }) => ({
      code: /^\(([A-Z]+-[A-Z]+\d+)\)/.exec(diagnostics)?.[1],
      text: diagnostics,
      expression: expression?.[0],
    }));
  } catch {
    return [];
  }
}

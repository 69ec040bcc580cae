import type { HttpErrorCode } from '@portal/domain';
import type { Response } from 'express';

/** What went wrong with a request beside GraphQL, by RFC 9457; `code` is for programs, the texts are for people. */
export interface ProblemDetails {
  status: number;
  code: HttpErrorCode;
  title: string;
  detail: string;
}

/** Answers with problem+json. */
export function problemJson(res: Response, problem: ProblemDetails): void {
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...problem }));
}

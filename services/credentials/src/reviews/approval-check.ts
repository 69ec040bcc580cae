import { WARNING_LABELS, type WarningCode } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { Certificate } from '../certificates/certificate.ts';
import { CERTIFICATE_PATH, validityMessage } from '../certificates/rules.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { PersonMark, WarningCopy } from '../requests/content.ts';

/** What keeps a request from being approved: a warning that nobody accepts by name, a certificate out of date. */
export function approvalProblems(
  { warnings }: AccessRequest,
  certificate: Certificate | null,
  accepted: readonly WarningCode[],
  now: Date,
): Problem[] {
  const open = warnings.filter(({ code, mustAccept }) => mustAccept && !accepted.includes(code));
  return [
    ...open.map(({ code, path }) =>
      problem('NOT_ALLOWED', `Para aprovar, aceite o aviso: ${WARNING_LABELS[code]}.`, path),
    ),
    ...certificateProblems(certificate, now),
  ];
}

/** Writes down who accepted which warnings, where the owner reads them and in what was sent. */
export function acceptWarnings(
  request: AccessRequest,
  accepted: readonly WarningCode[],
  by: PersonMark,
  now: Date,
): void {
  const mark = (warning: WarningCopy): WarningCopy =>
    accepted.includes(warning.code) ? { ...warning, acceptedBy: by, acceptedAt: now.toISOString() } : warning;
  request.warnings = request.warnings.map(mark);
  if (request.submitted) {
    request.submitted = { ...request.submitted, warnings: request.submitted.warnings.map(mark) };
  }
}

function certificateProblems(certificate: Certificate | null, now: Date): Problem[] {
  const message = certificate && validityMessage(certificate, now);
  return message ? [problem('INVALID', message, CERTIFICATE_PATH)] : [];
}

import { ACCESS_TOKEN_DEFAULT_DAYS, API_SCOPES, type ApiScope, isApiScope } from './api-scope.ts';
import { parseTokenName } from './form-fields.ts';
import { parseAnyIpRange } from './ip-range.ts';
import { LIMITS } from './limits.ts';
import type { ProblemCode } from './problem-code.ts';
import { isBlank } from './text.ts';

/** Why nothing was changed, in a way that a person can mend. */
export interface TokenProblem {
  code: ProblemCode;
  message: string;
  path: string[] | null;
}

/** What a token is to be. */
export interface TokenRequest {
  name: string;
  scopes: ApiScope[];
  allowedIps: string[];
  expiresAt: Date;
}

/** What is asked for, as it comes. */
export interface CreateTokenInput {
  name: string;
  scopes: string[];
  expiresAt?: Date | null;
  allowedIps?: string[] | null;
}

const DAY_MS = 86_400_000;
/** Some may stand there twice. */
const MOST_SCOPES = 2 * API_SCOPES.length;
/** The clock of who asks for a whole year may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Holds what is asked for against the rules: a token to make, or every problem with its path. */
export function readTokenRequest(
  input: CreateTokenInput,
  now: Date,
): { token: TokenRequest } | { problems: TokenProblem[] } {
  const problems: TokenProblem[] = [];
  const refuse = (code: ProblemCode, message: string, ...path: (string | number)[]) => {
    problems.push({ code, message, path: path.map(String) });
  };
  const name = parseTokenName(input.name);
  if (!name.ok) refuse(isBlank(input.name) ? 'REQUIRED' : 'INVALID', name.message, 'name');
  const scopes = readScopes(input.scopes, refuse);
  const expiresAt = readExpiry(input.expiresAt ?? null, now, refuse);
  const allowedIps = readRanges(input.allowedIps ?? [], refuse);
  if (!name.ok || problems.length > 0) return { problems };
  return { token: { name: name.value, scopes, expiresAt, allowedIps } };
}

type Refuse = (code: ProblemCode, message: string, ...path: (string | number)[]) => void;

function readScopes(texts: readonly string[], refuse: Refuse): ApiScope[] {
  if (texts.length === 0) refuse('REQUIRED', 'Escolha ao menos uma permissão.', 'scopes');
  if (texts.length > MOST_SCOPES) {
    refuse('TOO_LARGE', `Informe no máximo ${MOST_SCOPES} permissões.`, 'scopes');
    return [];
  }
  const scopes = new Set<ApiScope>();
  texts.forEach((text, index) => {
    if (isApiScope(text)) scopes.add(text);
    else refuse('INVALID', 'Esta permissão não existe.', 'scopes', index);
  });
  return [...scopes];
}

function readExpiry(asked: Date | null, now: Date, refuse: Refuse): Date {
  const expiresAt = asked ?? new Date(now.getTime() + ACCESS_TOKEN_DEFAULT_DAYS * DAY_MS);
  const latest = new Date(now.getTime() + CLOCK_SKEW_MS);
  latest.setUTCFullYear(latest.getUTCFullYear() + 1);
  if (expiresAt <= now) refuse('INVALID', 'Escolha uma data de validade no futuro.', 'expiresAt');
  else if (expiresAt > latest) refuse('INVALID', 'Um token vale no máximo um ano.', 'expiresAt');
  return expiresAt;
}

function readRanges(texts: readonly string[], refuse: Refuse): string[] {
  const { max } = LIMITS.tokenAllowedIps;
  if (texts.length > max) {
    refuse('TOO_LARGE', `Informe no máximo ${max} faixas de IP.`, 'allowedIps');
    return [];
  }
  const ranges = new Set<string>();
  texts.forEach((text, index) => {
    const range = parseAnyIpRange(text);
    if (range.ok) ranges.add(range.value.cidr);
    else refuse('INVALID', range.message, 'allowedIps', index);
  });
  return [...ranges];
}

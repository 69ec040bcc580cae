import { type ApiScope, isBlank, parseAnyIpRange, parseTokenName } from '@portal/domain';
import type { CreatePersonalAccessTokenInput } from '@portal/schema/types';

/** What a person fills in. */
export interface TokenForm {
  name: string;
  scopes: ApiScope[];
  /** For how many days. */
  days: string;
  /** Addresses and ranges, one a line. */
  allowedIps: string;
}

/** The fields of the form, by the names that the API's problems have in their paths. */
export type TokenField = 'name' | 'scopes' | 'expiresAt' | 'allowedIps';

/** What is wrong, by field. */
export type TokenErrors = Partial<Record<TokenField, string>>;

/** For how long a token may be asked for. */
export const LIFETIMES = [
  { value: '7', label: '7 dias' },
  { value: '30', label: '30 dias' },
  { value: '90', label: '90 dias' },
  { value: '180', label: '180 dias' },
  { value: '365', label: '1 ano' },
] as const;

const DAY_MS = 86_400_000;

/** What to send, or what to mend first. */
export function readTokenForm(
  form: TokenForm,
  now: Date,
): { input: CreatePersonalAccessTokenInput } | { errors: TokenErrors } {
  const errors: TokenErrors = {};
  const name = parseTokenName(form.name);
  if (!name.ok) errors.name = isBlank(form.name) ? 'Informe o nome do token.' : name.message;
  if (form.scopes.length === 0) errors.scopes = 'Escolha ao menos uma permissão.';
  const allowedIps = linesOf(form.allowedIps);
  for (const line of allowedIps) {
    const range = parseAnyIpRange(line);
    if (!range.ok) errors.allowedIps ??= `${line}: ${range.message}`;
  }
  if (!name.ok || Object.keys(errors).length > 0) return { errors };
  const expiresAt = new Date(now.getTime() + Number(form.days) * DAY_MS).toISOString();
  return { input: { name: name.value, scopes: form.scopes, expiresAt, allowedIps } };
}

/** What the Portal refused, at its fields; what has none stays under no name. */
export function errorsOfProblems(
  problems: readonly { readonly message: string; readonly path?: readonly string[] | null }[],
): { errors: TokenErrors; rest: string | undefined } {
  const errors: TokenErrors = {};
  let rest: string | undefined;
  for (const { message, path } of problems) {
    const [field] = path ?? [];
    if (isTokenField(field)) errors[field] ??= message;
    else rest ??= message;
  }
  return { errors, rest };
}

function isTokenField(text: string | undefined): text is TokenField {
  return text === 'name' || text === 'scopes' || text === 'expiresAt' || text === 'allowedIps';
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

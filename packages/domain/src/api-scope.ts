/** What a token of a program may be allowed to do, in the order in which it is shown. */
export const API_SCOPES = [
  'catalogue:read',
  'requests:read',
  'requests:write',
  'credentials:read',
  'credentials:write',
  'webhooks:write',
] as const;

/** What a token of a program may be allowed to do. */
export type ApiScope = (typeof API_SCOPES)[number];

/** The scopes in plain words. */
export const API_SCOPE_LABELS: Readonly<Record<ApiScope, string>> = {
  'catalogue:read': 'Consultar portfólios e serviços',
  'requests:read': 'Consultar as suas solicitações e evidências',
  'requests:write': 'Criar, preencher, enviar e cancelar solicitações, e anexar evidências',
  'credentials:read': 'Consultar as suas credenciais',
  'credentials:write': 'Gerar segredos e suspender, reativar ou revogar as suas credenciais',
  'webhooks:write': 'Cadastrar endereços que recebem avisos (webhooks)',
};

/** Whether a text names a scope. */
export function isApiScope(text: string): text is ApiScope {
  return (API_SCOPES as readonly string[]).includes(text);
}

/**
 * What a field may ask for beside scopes that tokens are granted: facts of who asks, and of the way.
 * - `anyone`: everybody has it, nobody signed in as well.
 * - `inherited`: has it who was led here by another field, whose scopes they have; not who asks for it by its id.
 * - `person`: sessions and personal tokens; a system's own token speaks for nobody.
 * - `session`: a person in a browser, and no token.
 * - `resource-server`: a registered service, by its identifier and secret.
 */
export const RESERVED_SCOPES = ['anyone', 'inherited', 'person', 'session', 'resource-server'] as const;

/** What a field may ask for: a scope that tokens are granted, or a reserved one that no token can be. */
export type FieldScope = ApiScope | (typeof RESERVED_SCOPES)[number];

/** How long a personal access token may be good for, in days. */
export const ACCESS_TOKEN_MAX_DAYS = 365;

/** How long it is good for where nobody says, in days. */
export const ACCESS_TOKEN_DEFAULT_DAYS = 90;

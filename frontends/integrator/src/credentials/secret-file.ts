import { ENVIRONMENT_LABELS, type Environment } from '@portal/domain';

/** What a secret is written down with. */
export interface SecretOf {
  readonly environment: Environment;
  readonly clientId: string;
  readonly requesterIdentifier: string;
}

/** The secret as a .env file. */
export function secretFile(credential: SecretOf, secret: string): string {
  const environment = ENVIRONMENT_LABELS[credential.environment].toLowerCase();
  return [
    `# Portal de Serviços, ${environment}. Guarde em local seguro: este arquivo dá acesso à API do Portal.`,
    `PORTAL_CLIENT_ID=${credential.clientId}`,
    `PORTAL_CLIENT_SECRET=${secret}`,
    `RNDS_IDENTIFICADOR_SOLICITANTE=${credential.requesterIdentifier}`,
    '',
  ].join('\n');
}

/** The file's name; browsers do not save one that begins with a dot. */
export function secretFileName(credential: SecretOf): string {
  return `portal-${credential.environment === 'PRODUCTION' ? 'producao' : 'homologacao'}-${credential.requesterIdentifier}.env`;
}

import type { PortalConfig } from './config.ts';
import type { Portal } from './portal.ts';

/** The block that a newcomer reads when everything runs. */
export function summary(portal: Portal, config: PortalConfig): string {
  const lines = [
    `Console of the integrators   ${portal.url}`,
    `Console of the reviewers     ${portal.reviewerUrl}`,
    `GraphQL                      ${portal.url}/graphql`,
    `Homologation, Auth and EHR   https://localhost:${config.ports.homologationAuth}, https://localhost:${config.ports.homologationEhr}`,
    ...(portal.mailboxUrl ? [`Mails that it sent           ${portal.mailboxUrl}`] : []),
    `Data                         ${config.dataDir}${portal.databaseDir?.startsWith(config.dataDir) === false ? `, database in ${portal.databaseDir}` : ''}`,
    ...(config.localIdentity ? peopleLines(portal) : []),
    'Ctrl-C stops it; the data is kept.',
  ];
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

function peopleLines({ url, reviewerUrl }: Portal): string[] {
  return [
    `Sign in as an integrator     ${url}/login?as=ana  (also bruno, fabio)`,
    `Sign in as a reviewer        ${reviewerUrl}/login?as=clara  (also davi; elis is the admin)`,
  ];
}

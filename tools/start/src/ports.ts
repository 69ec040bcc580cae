import { freePorts, isFree } from '@portal/postgres';
import { ConfigError, type Ports } from './config.ts';

const VARIABLES: Record<keyof Ports, string> = {
  gateway: 'PORT',
  reviewer: 'REVIEWER_PORT',
  identity: 'IDENTITY_PORT',
  catalogue: 'CATALOGUE_PORT',
  credentials: 'CREDENTIALS_PORT',
  database: 'DATABASE_PORT',
  metrics: 'GATEWAY_METRICS_PORT',
  homologation: 'HOMOLOGATION_PORT',
  homologationAuth: 'HOMOLOGATION_AUTH_PORT',
  homologationEhr: 'HOMOLOGATION_EHR_PORT',
  mailbox: 'MAILBOX_PORT',
};

/** Throws, naming the variable to set, when one of the ports is taken. */
export async function assertFree(ports: Partial<Ports>): Promise<void> {
  for (const [name, port] of Object.entries(ports) as [keyof Ports, number][]) {
    if (!(await isFree(port))) {
      throw new ConfigError(`Port ${port} (${name}) is taken: stop what uses it, or set ${VARIABLES[name]}.`);
    }
  }
}

/** Ports for a portal beside others. */
export async function portalPorts(): Promise<Ports> {
  const names = Object.keys(VARIABLES) as (keyof Ports)[];
  const ports = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

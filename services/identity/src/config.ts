import { join } from 'node:path';
import { ConfigError, commaList, portNumber, readConfig, type Variables } from '@portal/service-kit/process';
import { z } from 'zod';

/** How the local issuer is started. */
export interface IdentityConfig {
  /** 0 takes a free one. */
  port: number;
  client: {
    id: string;
    secret: string;
    /** Where the issuer sends people back to: every console by each name that a browser may call it. */
    redirectUris: string[];
  };
  /** Where the signing keys are kept between two starts; without it they live as long as the process. */
  keyFile?: string;
}

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: portNumber().default(4000),
  REVIEWER_PORT: portNumber().optional(),
  IDENTITY_PORT: portNumber().optional(),
  IDENTITY_REDIRECT_URIS: commaList().optional(),
  OIDC_CLIENT_ID: z.string().default('portal'),
  OIDC_CLIENT_SECRET: z.string().default('portal-local'),
  DATA_DIR: z.string().default('.data'),
});

/** Reads the environment; a production environment is refused, for here anybody may be anybody. */
export function readIdentityConfig(env: Variables): IdentityConfig {
  const values = readConfig(schema, env);
  if (values.NODE_ENV === 'production') {
    throw new ConfigError(
      'Configuration: NODE_ENV is production, where the local issuer does not start; set OIDC_ISSUER at the gateway',
    );
  }
  const consolePorts = [values.PORT, values.REVIEWER_PORT ?? values.PORT + 1];
  return {
    port: values.IDENTITY_PORT ?? values.PORT + 2,
    client: {
      id: values.OIDC_CLIENT_ID,
      secret: values.OIDC_CLIENT_SECRET,
      redirectUris: values.IDENTITY_REDIRECT_URIS ?? localRedirectUris(consolePorts),
    },
    keyFile: join(values.DATA_DIR, 'identity-keys.json'),
  };
}

/** The consoles' callbacks by both names of this machine, because a cookie set for one is not sent to the other. */
export function localRedirectUris(consolePorts: number[]): string[] {
  return consolePorts.flatMap((port) => [`http://localhost:${port}/callback`, `http://127.0.0.1:${port}/callback`]);
}

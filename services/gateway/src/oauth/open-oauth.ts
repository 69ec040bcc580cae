import type { MikroORM } from '@mikro-orm/postgresql';
import type { AskedService } from '../access/asked-service.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import type { AddressOf } from '../http/client-address.ts';
import { AccessTokens } from './access-tokens.ts';
import { ClientDirectory } from './client-directory.ts';
import { ClientTokens } from './client-tokens.ts';
import { GuessLimit } from './guess-limit.ts';
import type { OauthParts } from './oauth.routes.ts';
import { ResourceServers } from './resource-servers.ts';
import { SigningKeys } from './signing-keys.ts';
import { wrongSecretsOf } from './wrong-secrets.ts';

/** What the authorisation server is made on. */
export interface OauthGround {
  config: GatewayConfig;
  orm: MikroORM;
  credentials: AskedService;
  addressOf: AddressOf;
  now: Clock;
}

/** Makes the parts of the authorisation server. */
export async function openOauth({ config, orm, credentials, addressOf, now }: OauthGround): Promise<OauthParts> {
  const keys = new SigningKeys(orm, config.signingKey, now);
  const tokens = new AccessTokens(orm, keys, now);
  const databaseUrl = config.databaseDirectUrl ?? config.databaseUrl;
  const directory = new ClientDirectory(credentials);
  return {
    orm,
    directory,
    guesses: new GuessLimit(wrongSecretsOf(orm)),
    now,
    keys,
    tokens,
    clientTokens: await ClientTokens.open({ tokens, directory, databaseUrl, credentials, now }),
    resourceServers: new ResourceServers(config.resourceServers ?? []),
    addressOf,
  };
}

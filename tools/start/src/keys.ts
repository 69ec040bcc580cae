import { makeSecrets, publicKeys } from './secrets.ts';

/** `pnpm keys`: the keys that the services of an installation trust each other by, as lines of an .env file. */
const secrets = await makeSecrets();
console.log(`GATEWAY_SIGNING_KEY=${JSON.stringify(secrets.gatewaySigningKey)}`);
console.log(`CREDENTIALS_SIGNING_KEY=${JSON.stringify(secrets.credentialsSigningKey)}`);
console.log(`INTERNAL_JWKS=${JSON.stringify(publicKeys(secrets))}`);

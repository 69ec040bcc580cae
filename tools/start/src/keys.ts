import { randomBytes } from 'node:crypto';
import { makeSecrets, publicKeys } from './secrets.ts';

/** `pnpm keys`: what the services of an installation trust each other by, and are trusted by the database, as lines of an .env file. */
const secrets = await makeSecrets();
console.log(`GATEWAY_SIGNING_KEY=${JSON.stringify(secrets.gatewaySigningKey)}`);
console.log(`CREDENTIALS_SIGNING_KEY=${JSON.stringify(secrets.credentialsSigningKey)}`);
console.log(`HOMOLOGATION_SIGNING_KEY=${JSON.stringify(secrets.homologationSigningKey)}`);
// Lines of an .env file have no line breaks in them.
console.log(`HOMOLOGATION_AUTHORITY=${secrets.homologationAuthority.trimEnd().replaceAll('\n', '\\n')}`);
console.log(`PERSONAL_DATA_KEYS=${secrets.personalDataKeys}`);
console.log(`INTERNAL_JWKS=${JSON.stringify(publicKeys(secrets))}`);
for (const service of ['CATALOGUE', 'CREDENTIALS', 'HOMOLOGATION', 'GATEWAY']) {
  console.log(`${service}_DATABASE_PASSWORD=${randomBytes(18).toString('base64url')}`);
}

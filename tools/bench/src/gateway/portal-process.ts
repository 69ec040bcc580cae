// This gateway, whole: with its database, its sessions and all its headers.
import { startGateway } from '@portal/gateway';
import { KeyRing } from '@portal/service-kit/database';
import { exportJWK, generateKeyPair } from 'jose';
import { answerParent } from './reporting.ts';

const { SUPERGRAPH = '', CATALOGUE = '', CREDENTIALS = '', DATABASE = '' } = process.env;
const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
const signingKey = { ...(await exportJWK(privateKey)), kid: 'gateway' } as Parameters<
  typeof startGateway
>[0]['signingKey'];
// Kept and told like any other, but never spent.
const endless = { burst: 1_000_000_000, perMinute: 1_000_000_000 };
const gateway = await startGateway({
  port: 0,
  reviewerPort: 0,
  metricsPort: 0,
  databaseUrl: DATABASE,
  catalogueUrl: CATALOGUE,
  credentialsUrl: CREDENTIALS,
  // Named by no supergraph of the benchmark's.
  homologationUrl: CREDENTIALS,
  signingKey,
  // The same for all processes of the database.
  personalData: new KeyRing([['bench', Buffer.alloc(32, 'bench')]]),
  oidc: {
    issuer: 'http://localhost:1',
    clientId: 'bench',
    clientSecret: 'bench',
    levelClaim: 'assurance',
    local: true,
  },
  reviewers: [],
  managers: [],
  auditors: [],
  admins: [],
  secureCookies: false,
  budgetLimits: { anonymous: endless, token: endless, client: endless, 'resource-server': endless, person: endless },
  consoles: { shell: '/nowhere', integrator: '/nowhere', reviewer: '/nowhere' },
  packedClient: '/nowhere',
  supergraphSdl: SUPERGRAPH,
});
answerParent({ url: `${gateway.url}/graphql` });

import { setTimeout as after } from 'node:timers/promises';
import type { ApolloServer } from '@apollo/server';
import type { MikroORM } from '@mikro-orm/postgresql';
import {
  DatabaseClock,
  migrateBack,
  migrateDatabase,
  openDatabase,
  type TableRights,
} from '@portal/service-kit/database';
import { importSigningKey } from '@portal/service-kit/identity';
import { createDrain, createOperationMetrics, type Drain, type OperationMetrics } from '@portal/service-kit/serving';
import type { GraphQLSchema } from 'graphql';
import { Gauge, type Registry } from 'prom-client';
import { annotatedSchema } from './access/annotated-schema.ts';
import { AskedService } from './access/asked-service.ts';
import { catalogueReads, type IsCatalogueOnly } from './access/catalogue-only.ts';
import { InternalTokens } from './access/internal-tokens.ts';
import { operationCosts } from './access/operation-cost.ts';
import { BodiesUnderWay } from './budgets/bodies-under-way.ts';
import type { Budgets } from './budgets/budgets.ts';
import { openBudgets } from './budgets/open-budgets.ts';
import { Bearers } from './callers/bearers.ts';
import type { Identities } from './callers/caller-of-request.ts';
import type { Clock } from './clock.ts';
import { type GatewayConfig, subgraphUrls } from './config.ts';
import { ConnectionsElsewhere } from './connections/connections-elsewhere.ts';
import { OpenConnections } from './connections/open-connections.ts';
import { SessionSockets } from './connections/session-sockets.ts';
import { ClientErrors } from './console/client-error.routes.ts';
import { type Frontends, openFrontends } from './console/console.routes.ts';
import { ErasedPeople } from './erasure/erased-people.ts';
import { ServiceFiles } from './evidence/service-files.ts';
import { Admission } from './graph/admission.ts';
import { cataloguePortfolios } from './graph/catalogue-portfolios.ts';
import { type ContextFactory, contextFactory } from './graph/contexts.ts';
import type { GatewayContext } from './graph/gateway-context.ts';
import { ministryFields, tellPeople } from './graph/ministry-fields.ts';
import { openOwnSubgraph } from './graph/own-subgraph.ts';
import { PersistedQueries } from './graph/persisted-queries.ts';
import { RATE_LIMIT_FIELDS } from './graph/rate-limit-field.ts';
import { securityKeyFields } from './graph/security-key-fields.ts';
import { sessionFields } from './graph/session-fields.ts';
import { openSupergraph } from './graph/supergraph.ts';
import { tokenFields } from './graph/token-fields.ts';
import { type AddressOf, clientAddresses } from './http/client-address.ts';
import { LIVE_LIMITS } from './live-limits.ts';
import { logger } from './logger.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { OauthParts } from './oauth/oauth.routes.ts';
import { openOauth } from './oauth/open-oauth.ts';
import { ServiceGate } from './oauth/service-gate.ts';
import { Refusals } from './refusals.ts';
import { Challenges } from './second-factor/challenges.ts';
import { Confirmation } from './second-factor/confirmation.ts';
import { KeyActTeller } from './second-factor/key-act-teller.ts';
import { KeyRegistration } from './second-factor/registration.ts';
import { relyingPartyOf } from './second-factor/relying-party.ts';
import { SecurityKeys } from './second-factor/security-keys.ts';
import { MinistryRoles } from './sessions/ministry-roles.ts';
import { OpenSessions } from './sessions/open-sessions.ts';
import { PersonRecord } from './sessions/person.entity.ts';
import { tellRoles } from './sessions/role-teller.ts';
import { createRoleBook } from './sessions/roles.ts';
import { SessionRecord } from './sessions/session.entity.ts';
import { SESSION_IDLE_MS } from './sessions/session-lifetime.ts';
import { Sessions } from './sessions/sessions.ts';
import { Issuer } from './sign-in/issuer.ts';
import { Transactions } from './sign-in/transaction.ts';
import { StatusReader } from './status/status-reader.ts';
import { PersonalTokenRecord } from './tokens/personal-token.entity.ts';
import { PersonalTokens } from './tokens/personal-tokens.ts';
import { TeamTokens } from './tokens/team-tokens.ts';
import { type GraphqlEvents, serveGraphqlEvents } from './transports/graphql-events.ts';
import { startGraphqlServer } from './transports/graphql-server.ts';
import { type GraphqlWebSockets, serveGraphqlWebSockets } from './transports/graphql-websocket.ts';

const ENTITIES = [PersonRecord, SessionRecord, PersonalTokenRecord];

/** What is written once. Its e-mails are sealed by the owner, where a version before wrote them. */
const RIGHTS: TableRights = { ministry_role_changes: ['SELECT', 'INSERT'] };

/** What both listeners share. */
export interface GatewayParts {
  config: GatewayConfig;
  orm: MikroORM;
  identities: Identities;
  oauth: OauthParts;
  issuer: Issuer;
  transactions: Transactions;
  apollo: ApolloServer<GatewayContext>;
  /** The API's schema, with what its directives say at the fields. */
  schema: GraphQLSchema;
  /** The same as third parties read it, with costs and scopes. */
  schemaSdl: () => string;
  createContext: ContextFactory;
  admission: Admission;
  isCatalogueOnly: IsCatalogueOnly;
  addressOf: AddressOf;
  bodies: BodiesUnderWay;
  frontends: Frontends;
  budgets: Budgets;
  webSockets: GraphqlWebSockets;
  events: GraphqlEvents;
  files: ServiceFiles;
  /** Reports of conformance, and the keys that sign them. */
  reports: ServiceFiles;
  metrics: OperationMetrics;
  refusals: Refusals;
  clientErrors: ClientErrors;
  status: StatusReader;
  drain: Drain;
}

/** Makes and migrates the database `gateway` as its owner, and gives the gateway's user what it needs. */
export function migrateGateway({ databaseUrl, databaseOwnerUrl }: GatewayConfig): Promise<void> {
  return migrateDatabase({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS, rights: RIGHTS });
}

/** Takes back what was made after a migration; gives the names of what went. */
export function migrateGatewayBack(
  { databaseUrl, databaseOwnerUrl }: GatewayConfig,
  last: string | undefined,
): Promise<string[]> {
  return migrateBack({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS }, last);
}

/** Opens them in order; what was opened goes to `opened`, which closes it in the other order. */
export async function openGatewayParts(
  config: GatewayConfig,
  opened: AsyncDisposableStack,
  told?: Clock,
): Promise<GatewayParts> {
  const environment = await createRoleBook(config.oidc.issuer, config);
  if (config.databaseOwnerUrl) await migrateGateway(config);
  const orm = opened.adopt(
    await openDatabase({
      url: config.databaseUrl,
      entities: ENTITIES,
      migrations: MIGRATIONS,
      waits: config.waits,
      personalData: config.personalData,
    }),
    (database) => database.close(true),
  );
  const now = told ?? opened.use(await DatabaseClock.open(orm, logger)).now;
  const listenAt = config.databaseDirectUrl ?? config.databaseUrl;
  const roles = opened.use(await MinistryRoles.open(orm, listenAt, environment, now));
  const secondFactorRequired = config.secondFactorRequired ?? false;
  const sessions = opened.use(
    await Sessions.open(orm, listenAt, {
      roles,
      now,
      secondFactorRequired,
      idleMs: config.sessionIdleMs ?? SESSION_IDLE_MS,
    }),
  );
  const sockets = opened.use(new SessionSockets(sessions, now));
  const personalTokens = opened.use(await PersonalTokens.open(orm, listenAt, now));
  const addressOf = clientAddresses(config.trustedProxies ?? []);
  const tokens = new InternalTokens(await importSigningKey(config.signingKey));
  const credentials = new AskedService('credentials', config.credentialsUrl, tokens);
  opened.use(tellRoles(roles, credentials));
  opened.use(new ErasedPeople({ orm, credentials, sessions, personalTokens }));
  const teamTokens = opened.use(new TeamTokens(credentials, now));
  const keyActs = opened.use(new KeyActTeller(orm, credentials));
  const securityKeys = new SecurityKeys({
    orm,
    sessions,
    party: relyingPartyOf(config),
    required: secondFactorRequired,
    now,
    noted: () => keyActs.noted(),
  });
  const tell = tellPeople(securityKeys);
  const challenges = new Challenges(orm, config.signingKey, now);
  const oauth = await openOauth({ config, orm, credentials, addressOf, now });
  const bearers = new Bearers({
    personalTokens,
    personalSockets: opened.use(new SessionSockets(personalTokens, now)),
    teamTokens,
    teamSockets: opened.use(new SessionSockets(teamTokens, now)),
    clientTokens: opened.use(oauth.clientTokens),
    addressOf,
  });
  const services = new ServiceGate(oauth.resourceServers, oauth.guesses, addressOf);
  const identities = { sessions, bearers, services };
  const own = openOwnSubgraph([
    tokenFields(personalTokens, now),
    RATE_LIMIT_FIELDS,
    sessionFields(sessions, new OpenSessions(orm, sessions)),
    ministryFields(roles, cataloguePortfolios(new AskedService('catalogue', config.catalogueUrl, tokens)), tell),
    securityKeyFields({
      keys: securityKeys,
      registration: new KeyRegistration(securityKeys, challenges),
      confirmation: new Confirmation(securityKeys, challenges),
      roles,
      tell,
    }),
  ]);
  const supergraph = opened.use(openSupergraph(config.supergraphSdl, subgraphUrls(config), own));
  const metrics = createOperationMetrics();
  const refusals = opened.use(new Refusals(metrics.registry, now));
  const budgets = await openBudgets(config, { opened, orm, now, registry: metrics.registry, refusals });
  const costOf = operationCosts(supergraph.schema);
  const createContext = contextFactory(tokens);
  const persistedQueries = new PersistedQueries();
  const admission = new Admission({ supergraph, persistedQueries, costOf });
  const isCatalogueOnly = catalogueReads(supergraph.schema);
  const apollo = opened.adopt(
    await startGraphqlServer({
      supergraph,
      metrics,
      refusals,
      admission,
      persistedQueries,
      isCatalogueOnly,
    }),
    (server) => server.stop(),
  );
  const openConnections = opened.use(
    new OpenConnections(config.liveLimits ?? LIVE_LIMITS, new ConnectionsElsewhere(orm), now),
  );
  countLiveConnections(metrics.registry, openConnections);
  const live = {
    supergraph,
    admission,
    identities,
    sockets,
    openConnections,
    addressOf,
    createContext,
    metrics,
    refusals,
  };
  const events = opened.use(serveGraphqlEvents(live));
  const webSockets = opened.use(serveGraphqlWebSockets({ ...live, budgets }));
  const files = opened.use(new ServiceFiles(config.credentialsUrl, tokens, 'credentials'));
  const reports = opened.use(new ServiceFiles(config.homologationUrl, tokens, 'homologation'));
  const issuer = new Issuer(config.oidc);
  return {
    config,
    orm,
    identities,
    oauth,
    issuer,
    transactions: new Transactions(orm, config.signingKey, now),
    apollo,
    schema: supergraph.schema,
    schemaSdl: annotatedSchema(supergraph.schema),
    createContext,
    admission,
    isCatalogueOnly,
    addressOf,
    bodies: new BodiesUnderWay(addressOf),
    frontends: await openFrontends(config.consoles),
    budgets,
    webSockets,
    events,
    files,
    reports,
    metrics,
    refusals,
    clientErrors: new ClientErrors(metrics.registry),
    status: new StatusReader({ orm, issuer, files, reports, subgraphs: subgraphUrls(config), now }),
    drain: createDrain(() => after(config.drainMs ?? 0)),
  };
}

/** What a cluster scales gateways by. */
function countLiveConnections(registry: Registry, held: OpenConnections): void {
  new Gauge({
    name: 'live_connections',
    help: 'WebSockets and streams of events that are open at this gateway',
    registers: [registry],
    collect() {
      this.set(held.size);
    },
  });
}

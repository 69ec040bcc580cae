import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { RuleDecision } from '../approval-rule/rule-decision.ts';
import { Credential } from '../credentials/credential.ts';
import { Evidence } from '../evidence/evidence.ts';
import { createPortfolioPages, type PortfolioPages } from '../graph/portfolio-pages.ts';
import { type AttachmentRow, attachmentsOf } from '../messages/attachment-rows.ts';
import {
  type ConversationCounts,
  countsFor,
  type MessagePage,
  type MessageRow,
  messagePages,
  type ReaderOf,
} from '../messages/message-rows.ts';
import { type RulesBody, rulesInUse } from '../review-rules/rules-in-use.ts';
import { Assessment } from '../reviews/assessment.ts';
import { namesOf } from '../reviews/colleagues.ts';
import type { Team, TeamInvitation, TeamMember } from '../teams/team.ts';
import { invitationsOfTeams, membersOfTeams, teamsById, withOtherTeam } from '../teams/team-rows.ts';
import { newestAttempts } from '../webhooks/newest-attempts.ts';
import { WebhookAttempt } from '../webhooks/webhook-attempt.ts';
import { AccessRequest } from './access-request.ts';
import { AccessRequestEvent } from './access-request-event.ts';
import { listColumns, readWhole, type WholeRequest } from './whole-request.ts';

/** What hangs on requests and credentials, read for a whole page at once. */
export interface Loaders {
  request: DataLoader<string, AccessRequest | null>;
  /** What lists of requests leave out. */
  whole: DataLoader<string, WholeRequest | null>;
  /** History of a request, oldest first. */
  history: DataLoader<string, AccessRequestEvent[]>;
  /** Evidence of a request, those taken away since its last submission included, oldest first. */
  evidence: DataLoader<string, Evidence[]>;
  assessments: DataLoader<string, Assessment[]>;
  /** How reviewers are called, by their ids. */
  reviewerName: DataLoader<string, string | null>;
  /** What the portfolio's rule made of the last submission. */
  ruleDecision: DataLoader<string, RuleDecision | null>;
  credential: DataLoader<string, Credential | null>;
  /** The credential that the approval of a request issued. */
  issuedCredential: DataLoader<string, Credential | null>;
  /** The newest production request made from a homologation credential. */
  productionRequest: DataLoader<string, AccessRequest | null>;
  /** The newest request that alters a credential. */
  alteration: DataLoader<string, AccessRequest | null>;
  /** How the conversation of a request stands for somebody. */
  conversation: DataLoader<ReaderOf, ConversationCounts, string>;
  messages: DataLoader<MessagePage, MessageRow[], string>;
  /** Files of a message. */
  attachments: DataLoader<string, AttachmentRow[]>;
  /** Attempts of a delivery, newest first. */
  webhookAttempts: DataLoader<string, WebhookAttempt[]>;
  team: DataLoader<string, Team | null>;
  /** Whether another team sent requests for a team's establishment. */
  hasOtherTeam: DataLoader<string, boolean>;
  teamMembers: DataLoader<string, TeamMember[]>;
  teamInvitations: DataLoader<string, TeamInvitation[]>;
  /** The rules of the review that hold now. */
  rulesInUse: () => Promise<RulesBody>;
  requestsOfPortfolio: PortfolioPages<AccessRequest>;
  credentialsOfPortfolio: PortfolioPages<Credential>;
}

/** Makes the loaders of one operation; what they read is not read again. */
export function createLoaders(em: EntityManager): Loaders {
  return {
    request: byId(async (ids) => em.find(AccessRequest, { id: { $in: ids } })),
    whole: byId((ids) => readWhole(em, ids)),
    history: byOwner(
      (ids) => em.find(AccessRequestEvent, { request: { $in: ids } }, { orderBy: { place: 'asc' } }),
      ({ request }) => request.id,
    ),
    evidence: byOwner(
      (ids) => em.find(Evidence, { request: { $in: ids } }, { orderBy: { uploadedAt: 'asc', id: 'asc' } }),
      ({ request }) => request.id,
    ),
    assessments: byOwner(
      (ids) => em.find(Assessment, { request: { $in: ids } }),
      ({ request }) => request.id,
    ),
    reviewerName: new DataLoader((ids) => namesOf(em, ids)),
    ruleDecision: oneEach(
      (ids) => em.find(RuleDecision, { request: { $in: ids } }, { orderBy: { submission: 'asc' } }),
      ({ request }) => request.id,
    ),
    credential: byId((ids) => em.find(Credential, { id: { $in: ids } })),
    issuedCredential: oneEach(
      (ids) => em.find(Credential, { requestId: { $in: ids } }),
      ({ requestId }) => requestId,
    ),
    productionRequest: oneEach(
      (ids) => newestRequests(em, 'homologationCredential', ids),
      ({ homologationCredential }) => homologationCredential?.id ?? '',
    ),
    alteration: oneEach(
      (ids) => newestRequests(em, 'replacesId', ids),
      ({ replacesId }) => replacesId ?? '',
    ),
    conversation: new DataLoader((readers) => countsFor(em, readers), { cacheKeyFn: JSON.stringify }),
    attachments: byOwner(
      (ids) => attachmentsOf(em, ids),
      ({ message_id }) => message_id ?? '',
    ),
    messages: new DataLoader((pages) => messagePages(em, pages), { cacheKeyFn: JSON.stringify }),
    webhookAttempts: byOwner(
      (ids) => newestAttempts(em, ids),
      ({ delivery }) => delivery.id,
    ),
    team: byId((ids) => teamsById(em, ids)),
    hasOtherTeam: new DataLoader(async (ids) => {
      const found = await withOtherTeam(em, ids);
      return ids.map((id) => found.has(id));
    }),
    teamMembers: byOwner(
      (ids) => membersOfTeams(em, ids),
      ({ teamId }) => teamId,
    ),
    teamInvitations: byOwner(
      (ids) => invitationsOfTeams(em, ids),
      ({ teamId }) => teamId,
    ),
    rulesInUse: readOnce(() => rulesInUse(em)),
    requestsOfPortfolio: createPortfolioPages(em, {
      entity: AccessRequest,
      table: 'access_request',
      column: 'created_at',
      at: ({ createdAt }) => createdAt,
      columns: listColumns(em),
    }),
    credentialsOfPortfolio: createPortfolioPages(em, {
      entity: Credential,
      table: 'credential',
      column: 'issued_at',
      at: ({ issuedAt }) => issuedAt,
    }),
  };
}

function readOnce<Read>(read: () => Promise<Read>): () => Promise<Read> {
  let reading: Promise<Read> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

function newestRequests(
  em: EntityManager,
  column: 'homologationCredential' | 'replacesId',
  credentialIds: string[],
): Promise<AccessRequest[]> {
  return em
    .createQueryBuilder(AccessRequest, 'r')
    .select(listColumns(em))
    .distinctOn(column)
    .where({ [column]: { $in: credentialIds } })
    .orderBy({ [column]: 'asc', createdAt: 'desc', id: 'desc' })
    .getResultList();
}

function byId<Row extends { id: string }>(find: (ids: string[]) => Promise<Row[]>): DataLoader<string, Row | null> {
  return oneEach(find, ({ id }) => id);
}

function oneEach<Row>(
  find: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = new Map((await find([...keys])).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

function byOwner<Row>(
  find: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(async (keys) => {
    const rows = Map.groupBy(await find([...keys]), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}

import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type DatabaseWaits,
  type KeyRing,
  migrateBack,
  migrateDatabase,
  openDatabase,
  type Sealing,
  type TableRights,
} from '@portal/service-kit';
import { RuleDecision } from './approval-rule/rule-decision.ts';
import { AuditRecord } from './audit/audit-record.ts';
import { Credential } from './credentials/credential.ts';
import { OutboxEntry } from './events/outbox-entry.ts';
import { Evidence } from './evidence/evidence.ts';
import { Migration0001requests } from './migrations/Migration0001requests.ts';
import { Migration0002evidence } from './migrations/Migration0002evidence.ts';
import { Migration0003credentials } from './migrations/Migration0003credentials.ts';
import { Migration0004reviews } from './migrations/Migration0004reviews.ts';
import { Migration0005events } from './migrations/Migration0005events.ts';
import { Migration0006audit } from './migrations/Migration0006audit.ts';
import { Migration0007webhooks } from './migrations/Migration0007webhooks.ts';
import { migration0008sealedSecrets } from './migrations/Migration0008sealedSecrets.ts';
import { Migration0009idempotencyAge } from './migrations/Migration0009idempotencyAge.ts';
import { Migration0010accessLog } from './migrations/Migration0010accessLog.ts';
import { Migration0011readCredential } from './migrations/Migration0011readCredential.ts';
import { Migration0012evidenceStore } from './migrations/Migration0012evidenceStore.ts';
import { Migration0013auditWhole } from './migrations/Migration0013auditWhole.ts';
import { Migration0014certificatePems } from './migrations/Migration0014certificatePems.ts';
import { Migration0015dueDeliveries } from './migrations/Migration0015dueDeliveries.ts';
import { Migration0016internalNotes } from './migrations/Migration0016internalNotes.ts';
import { Migration0017answeredOnce } from './migrations/Migration0017answeredOnce.ts';
import { Migration0018choreTurns } from './migrations/Migration0018choreTurns.ts';
import { Migration0019certificateFingerprints } from './migrations/Migration0019certificateFingerprints.ts';
import { Migration0020completedRuns } from './migrations/Migration0020completedRuns.ts';
import { Migration0021conformanceReports } from './migrations/Migration0021conformanceReports.ts';
import { Migration0022findSubmitted } from './migrations/Migration0022findSubmitted.ts';
import { Migration0023ruleDecisions } from './migrations/Migration0023ruleDecisions.ts';
import { Migration0024messages } from './migrations/Migration0024messages.ts';
import { Migration0025auditChain } from './migrations/Migration0025auditChain.ts';
import { Migration0026messageAttachments } from './migrations/Migration0026messageAttachments.ts';
import { Migration0027messageTimes } from './migrations/Migration0027messageTimes.ts';
import { Migration0028teams } from './migrations/Migration0028teams.ts';
import { Migration0029notices } from './migrations/Migration0029notices.ts';
import { Migration0030reviewerPresence } from './migrations/Migration0030reviewerPresence.ts';
import { Migration0031previousCertificate } from './migrations/Migration0031previousCertificate.ts';
import { Migration0032answers } from './migrations/Migration0032answers.ts';
import { Migration0033continues } from './migrations/Migration0033continues.ts';
import { Migration0034teamInvitations } from './migrations/Migration0034teamInvitations.ts';
import { Migration0035noticeMails } from './migrations/Migration0035noticeMails.ts';
import { Migration0036noticesTold } from './migrations/Migration0036noticesTold.ts';
import { Migration0037alterations } from './migrations/Migration0037alterations.ts';
import { Migration0038openAlterations } from './migrations/Migration0038openAlterations.ts';
import { Migration0039transferOffers } from './migrations/Migration0039transferOffers.ts';
import { Migration0040credentialSheets } from './migrations/Migration0040credentialSheets.ts';
import { Migration0041ownData } from './migrations/Migration0041ownData.ts';
import { Migration0043content } from './migrations/Migration0043content.ts';
import { Migration0044alterationsIssueNothing } from './migrations/Migration0044alterationsIssueNothing.ts';
import { Migration0046longAnswers } from './migrations/Migration0046longAnswers.ts';
import { Migration0047auditByAge } from './migrations/Migration0047auditByAge.ts';
import { Migration0049personalKeys } from './migrations/Migration0049personalKeys.ts';
import { Migration0050findByEmail } from './migrations/Migration0050findByEmail.ts';
import { Migration0053reviewersPortfolios } from './migrations/Migration0053reviewersPortfolios.ts';
import { Migration0057unfinishedUploads } from './migrations/Migration0057unfinishedUploads.ts';
import { Migration0061scanning } from './migrations/Migration0061scanning.ts';
import { Migration0062certificateChecks } from './migrations/Migration0062certificateChecks.ts';
import { Migration0065personalSealingDone } from './migrations/Migration0065personalSealingDone.ts';
import { Migration0068erasures } from './migrations/Migration0068erasures.ts';
import { Migration0069byOwner } from './migrations/Migration0069byOwner.ts';
import { Migration0074teamWebhooks } from './migrations/Migration0074teamWebhooks.ts';
import { Migration0075teamTokens } from './migrations/Migration0075teamTokens.ts';
import { Migration0078reviewRules } from './migrations/Migration0078reviewRules.ts';
import { Migration0082noteMentions } from './migrations/Migration0082noteMentions.ts';
import { Migration0090erasuresKeptBack } from './migrations/Migration0090erasuresKeptBack.ts';
import { Migration0091erasureLetters } from './migrations/Migration0091erasureLetters.ts';
import { Migration0093reviewReasons } from './migrations/Migration0093reviewReasons.ts';
import { Migration0095noticeTeam } from './migrations/Migration0095noticeTeam.ts';
import { Migration0096retention } from './migrations/Migration0096retention.ts';
import { Migration0098announcements } from './migrations/Migration0098announcements.ts';
import { AccessRequest } from './requests/access-request.ts';
import { AccessRequestEvent } from './requests/access-request-event.ts';
import { Assessment } from './reviews/assessment.ts';
import { Webhook } from './webhooks/webhook.ts';
import { WebhookAttempt } from './webhooks/webhook-attempt.ts';
import { WebhookDelivery } from './webhooks/webhook-delivery.ts';

/** What is written once, and what is never deleted; on all other tables the service does whatever it does to rows. */
const RIGHTS: TableRights = {
  audit_record: ['SELECT', 'INSERT'],
  audit_due: ['SELECT', 'INSERT', 'DELETE'],
  audit_link: ['SELECT', 'INSERT'],
  audit_checkpoint: ['SELECT', 'INSERT'],
  audit_backfill: ['SELECT', 'UPDATE'],
  access_request_event: ['SELECT', 'INSERT'],
  access_request: ['SELECT', 'INSERT', 'UPDATE'],
  credential: ['SELECT', 'INSERT', 'UPDATE'],
  evidence_store: ['SELECT', 'INSERT'],
  erased_person: ['SELECT', 'INSERT'],
  completed_run: ['SELECT', 'INSERT'],
  conformance_report: ['SELECT', 'INSERT', 'UPDATE'],
  content_edition: ['SELECT', 'INSERT'],
  rule_decision: ['SELECT', 'INSERT'],
  request_message: ['SELECT', 'INSERT', 'UPDATE'],
};

/** Makes and migrates the database `credentials` as its owner, and gives the service's user what it needs. */
export function migrateCredentials(url: string, ownerUrl: string | undefined, sealing: Sealing): Promise<void> {
  return migrateDatabase({ url, ownerUrl, migrations: migrationsOf(sealing), rights: RIGHTS });
}

/** Takes back what was made after a migration; gives the names of what went. */
export function migrateCredentialsBack(
  url: string,
  ownerUrl: string | undefined,
  sealing: Sealing,
  last: string | undefined,
): Promise<string[]> {
  return migrateBack({ url, ownerUrl, migrations: migrationsOf(sealing) }, last);
}

/** What the database is opened with. */
export interface DatabaseKeys {
  /** For what its migrations seal. */
  sealing: Sealing;
  /** For what is held of people. */
  personalData: KeyRing;
}

/** Opens the database `credentials`, made and migrated. */
export function openCredentialsDatabase(
  url: string,
  { sealing, personalData }: DatabaseKeys,
  waits?: DatabaseWaits,
): Promise<MikroORM> {
  return openDatabase({
    url,
    waits,
    personalData,
    entities: [
      AccessRequest,
      AccessRequestEvent,
      Assessment,
      AuditRecord,
      Credential,
      Evidence,
      OutboxEntry,
      RuleDecision,
      Webhook,
      WebhookAttempt,
      WebhookDelivery,
    ],
    migrations: migrationsOf(sealing),
  });
}

/** In order; one of them seals. */
export function migrationsOf(sealing: Sealing) {
  return [
    Migration0001requests,
    Migration0002evidence,
    Migration0003credentials,
    Migration0004reviews,
    Migration0005events,
    Migration0006audit,
    Migration0007webhooks,
    migration0008sealedSecrets(sealing),
    Migration0009idempotencyAge,
    Migration0010accessLog,
    Migration0011readCredential,
    Migration0012evidenceStore,
    Migration0013auditWhole,
    Migration0014certificatePems,
    Migration0015dueDeliveries,
    Migration0016internalNotes,
    Migration0017answeredOnce,
    Migration0018choreTurns,
    Migration0019certificateFingerprints,
    Migration0020completedRuns,
    Migration0021conformanceReports,
    Migration0022findSubmitted,
    Migration0023ruleDecisions,
    Migration0024messages,
    Migration0025auditChain,
    Migration0026messageAttachments,
    Migration0027messageTimes,
    Migration0028teams,
    Migration0029notices,
    Migration0030reviewerPresence,
    Migration0031previousCertificate,
    Migration0032answers,
    Migration0033continues,
    Migration0034teamInvitations,
    Migration0035noticeMails,
    Migration0036noticesTold,
    Migration0037alterations,
    Migration0038openAlterations,
    Migration0039transferOffers,
    Migration0040credentialSheets,
    Migration0041ownData,
    Migration0043content,
    Migration0044alterationsIssueNothing,
    Migration0046longAnswers,
    Migration0047auditByAge,
    Migration0049personalKeys,
    Migration0050findByEmail,
    Migration0053reviewersPortfolios,
    Migration0057unfinishedUploads,
    Migration0061scanning,
    Migration0062certificateChecks,
    Migration0065personalSealingDone,
    Migration0068erasures,
    Migration0069byOwner,
    Migration0074teamWebhooks,
    Migration0075teamTokens,
    Migration0082noteMentions,
    Migration0078reviewRules,
    Migration0090erasuresKeptBack,
    Migration0091erasureLetters,
    Migration0093reviewReasons,
    Migration0098announcements,
    Migration0095noticeTeam,
    Migration0096retention,
  ];
}

import type { MikroORM } from '@mikro-orm/postgresql';
import type { Printer } from '@portal/paper/printer';
import type { Caller, GraphContext, Repeatable, RequestFacts, Sealing } from '@portal/service-kit';
import type { RuleDraw } from './approval-rule/draw.ts';
import { type AccessLog, createAccessLog } from './audit/access-log.ts';
import type { Catalogue } from './catalogue/catalogue-client.ts';
import type { TrustedAuthorities } from './certificates/chain.ts';
import type { LookupEstablishment } from './establishments/lookup.ts';
import type { Sequencer } from './events/sequencer.ts';
import type { EvidenceStorage } from './evidence/storage.ts';
import type { Mailing } from './notices/mail/mailer.ts';
import type { NoticeWriter } from './notices/notice-writer.ts';
import type { Recipients } from './notices/recipients.ts';
import { createLoaders, type Loaders } from './requests/loaders.ts';
import type { Terms } from './retention/terms.ts';
import type { Attendance } from './reviews/colleagues.ts';
import type { RevocationPolicy } from './revocation/revocation-message.ts';
import type { Scanner } from './scanning/clamd.ts';
import type { PrintJob } from './sheets/print-job.ts';
import type { Published } from './transparency/published.ts';
import type { WebhookSender } from './webhooks/sender.ts';

/** What acts on webhooks ask of those who send them. */
export interface Webhooks extends Pick<WebhookSender, 'wake'> {
  /** Whether addresses that are not public may be sent to. */
  allowPrivate: boolean;
}

/** What the service is made of, for as long as it runs. */
export interface Parts {
  orm: MikroORM;
  catalogue: Catalogue;
  lookupEstablishment: LookupEstablishment;
  /** Of ICP-Brasil; without them certificate chains are not checked. */
  authorities: TrustedAuthorities | undefined;
  /** Whether certificates were revoked; undefined where no authority is asked. */
  revocation: RevocationPolicy | undefined;
  evidenceStorage: EvidenceStorage;
  /** The antivirus; without one files count as clean. */
  scanner: Scanner | undefined;
  changes: Sequencer;
  attendance: Attendance;
  recipients: Recipients;
  webhooks: Webhooks;
  notices: Pick<NoticeWriter, 'wake'>;
  /** How mails are sent; undefined where they are not. */
  mail: Mailing | undefined;
  /** What everybody is told of how the analysis goes. */
  published: Published;
  /** Prints receipts and sheets. */
  printer: Printer<PrintJob>;
  /** Where the integrators' console is, from outside. */
  portalUrl: string;
  /** Seals the secrets of webhooks, and what a key shows again. */
  sealing: Sealing;
  /** Draws what a rule does not approve by itself. */
  ruleDraw: RuleDraw;
  /** For how long what is kept, where nobody published anything else. */
  retention: Terms;
  now: () => Date;
}

/** What an operation has: who asks, a database of its own, the parts of the service. */
export interface CredentialsContext extends GraphContext, Omit<Parts, 'orm'> {
  loaders: Loaders;
  accessLog: AccessLog;
  /** The mutation under way, where it came with a key. */
  repeatable?: Repeatable | undefined;
}

/** Makes the context of one operation; of a subscription, of one event. */
export function createContext(parts: Parts, caller: Caller, { traceId }: RequestFacts): CredentialsContext {
  const { orm, ...rest } = parts;
  const em = orm.em.fork();
  const accessLog = createAccessLog({ em, caller, traceId, now: parts.now });
  return { ...rest, caller, em, traceId, loaders: createLoaders(em), accessLog };
}

import { catalogueSearch } from './catalogue.ts';
import { credentialsChangeCertificate } from './change-certificate.ts';
import type { Command } from './command.ts';
import { completion } from './completion.ts';
import { conformanceReport, conformanceStatus, conformanceWait } from './conformance.ts';
import { credentialsList, credentialsRotateSecret, credentialsShow } from './credentials.ts';
import { evidenceUpload } from './evidence.ts';
import { graphql } from './graphql.ts';
import { login, logout, whoami } from './login.ts';
import { messagesList, messagesRead, messagesSend, messagesWatch } from './messages.ts';
import { productionRequest } from './production.ts';
import { rateLimit } from './rate-limit.ts';
import { requestsCancel, requestsList, requestsShow, requestsSubmit } from './requests.ts';
import { teamsList, teamsShow } from './teams.ts';
import { validate } from './validate.ts';
import { verify } from './verify.ts';
import { requestsWait } from './wait.ts';
import { watch } from './watch.ts';
import { webhooksReplay, webhooksTest } from './webhook-deliveries.ts';
import { webhooksCreate, webhooksDelete, webhooksList, webhooksShow } from './webhooks.ts';

/** Everything that the program does, in the order of --help. */
export const COMMANDS: readonly Command[] = [
  login,
  logout,
  whoami,
  rateLimit,
  catalogueSearch,
  validate,
  verify,
  conformanceStatus,
  conformanceWait,
  conformanceReport,
  requestsList,
  requestsShow,
  requestsSubmit,
  requestsCancel,
  requestsWait,
  watch,
  evidenceUpload,
  messagesList,
  messagesSend,
  messagesRead,
  messagesWatch,
  teamsList,
  teamsShow,
  productionRequest,
  credentialsList,
  credentialsShow,
  credentialsRotateSecret,
  credentialsChangeCertificate,
  webhooksList,
  webhooksShow,
  webhooksCreate,
  webhooksTest,
  webhooksReplay,
  webhooksDelete,
  graphql,
  completion,
];

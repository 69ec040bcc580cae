import type { Command } from './command.ts';
import { evidenceUpload } from './evidence.ts';
import { login, logout, whoami } from './login.ts';
import { productionRequest } from './production.ts';
import { requestsCancel, requestsList, requestsShow, requestsSubmit } from './requests.ts';
import { requestsWait } from './wait.ts';

/** Everything that the program does, in the order of --help. */
export const COMMANDS: readonly Command[] = [
  login,
  logout,
  whoami,
  requestsList,
  requestsShow,
  requestsSubmit,
  requestsCancel,
  requestsWait,
  evidenceUpload,
  productionRequest,
];

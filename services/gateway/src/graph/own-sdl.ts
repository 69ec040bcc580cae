import { MINISTRY_SDL } from './ministry-fields.ts';
import { ownSdl } from './own-subgraph.ts';
import { RATE_LIMIT_SDL } from './rate-limit-field.ts';
import { SECURITY_KEY_SDL } from './security-key-fields.ts';
import { SESSION_SDL } from './session-fields.ts';
import { TOKEN_SDL } from './token-fields.ts';

/** The gateway's own part of the graph, to be composed. */
export const OWN_SDL = ownSdl([
  { sdl: TOKEN_SDL },
  { sdl: RATE_LIMIT_SDL },
  { sdl: SESSION_SDL },
  { sdl: MINISTRY_SDL },
  { sdl: SECURITY_KEY_SDL },
]);

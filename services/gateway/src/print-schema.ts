import { RATE_LIMIT_SDL } from './budgets/rate-limit-field.ts';
import { ownSdl } from './own-fields/own-subgraph.ts';
import { SESSION_SDL } from './sessions/session-fields.ts';
import { TOKEN_SDL } from './tokens/token-fields.ts';

process.stdout.write(ownSdl([{ sdl: TOKEN_SDL }, { sdl: RATE_LIMIT_SDL }, { sdl: SESSION_SDL }]));

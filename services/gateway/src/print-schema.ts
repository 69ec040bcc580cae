import { ownSdl } from './own-fields/own-subgraph.ts';
import { TOKEN_SDL } from './tokens/token-fields.ts';

process.stdout.write(ownSdl([{ sdl: TOKEN_SDL }]));

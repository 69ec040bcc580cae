import { buildCredentialsSubgraph } from './subgraph.ts';

const { sdl } = await buildCredentialsSubgraph();
process.stdout.write(sdl);

import { buildHomologationSubgraph } from './subgraph.ts';

const { sdl } = await buildHomologationSubgraph();
process.stdout.write(sdl);

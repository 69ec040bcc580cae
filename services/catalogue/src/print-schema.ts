import { buildCatalogueSubgraph } from './subgraph.ts';

const { sdl } = await buildCatalogueSubgraph();
process.stdout.write(sdl);

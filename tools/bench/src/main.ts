import { benchEvidence } from './evidence/evidence-bench.ts';
import { benchFirstView } from './first-view/first-view-bench.ts';
import { benchGateway } from './gateway/gateway-bench.ts';
import { benchLists } from './lists/lists-bench.ts';
import { benchLive } from './live/live-bench.ts';
import { benchMemory } from './memory/memory-bench.ts';

const BENCHES: Record<string, (rest: string[]) => Promise<void>> = {
  gateway: benchGateway,
  live: benchLive,
  lists: benchLists,
  evidence: benchEvidence,
  memory: benchMemory,
  'first-view': benchFirstView,
};

const [name = '', ...rest] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (!bench) {
  console.error(`pnpm bench ${Object.keys(BENCHES).join(' | ')}`);
  process.exitCode = 1;
} else await bench(rest);

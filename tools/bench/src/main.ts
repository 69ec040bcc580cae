import { spawnSync } from 'node:child_process';
import { benchAudit } from './audit/audit-bench.ts';
import { benchCommits } from './commits/commits-bench.ts';
import { benchEvidence } from './evidence/evidence-bench.ts';
import { benchFirstView } from './first-view/first-view-bench.ts';
import { benchGateway } from './gateway/gateway-bench.ts';
import { benchHomologation } from './homologation/homologation-bench.ts';
import { benchJudge } from './judge/judge-bench.ts';
import { benchLists } from './lists/lists-bench.ts';
import { benchLive } from './live/live-bench.ts';
import { benchMemory } from './memory/memory-bench.ts';
import { benchPanel } from './panel/panel-bench.ts';

const BENCHES: Record<string, (rest: string[]) => Promise<void>> = {
  gateway: benchGateway,
  live: benchLive,
  commits: benchCommits,
  evidence: benchEvidence,
  memory: benchMemory,
  'first-view': benchFirstView,
  lists: benchLists,
  panel: benchPanel,
  judge: benchJudge,
  homologation: benchHomologation,
  audit: benchAudit,
};

const [name = '', ...rest] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench) await bench(rest);
else if (name === 'all') benchAll();
else {
  console.error(`pnpm bench all | ${Object.keys(BENCHES).join(' | ')}`);
  process.exitCode = 1;
}

/** One after the other, each in a process of its own: none has the memory of another, nor ends the rest where it fails. */
function benchAll(): void {
  for (const one of Object.keys(BENCHES)) {
    const started = performance.now();
    console.log(`\n## ${one}\n`);
    const { status } = spawnSync(process.execPath, [import.meta.filename, one], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
    console.log(`\n${Math.round((performance.now() - started) / 1000)} s`);
  }
}

import { once } from 'node:events';
import { build } from './build.ts';
import { ConfigError, readPortalConfig } from './config.ts';
import { startPortal } from './portal.ts';
import { summary } from './summary.ts';

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const begun = performance.now();
  const progress = (line: string) => {
    console.log(`  ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  };

  const config = readPortalConfig(process.env);
  console.log('Portal de Serviços');
  progress('building what changed');
  await build('build', stop.signal);
  if (stop.signal.aborted) return;
  await using portal = await startPortal(config, (part) => progress(`${part} ready`));
  console.log(summary(portal, config));
  const stopped = stop.signal.aborted ? Promise.resolve() : once(stop.signal, 'abort').then(() => undefined);
  const death = await Promise.race([stopped, portal.died]);
  if (death === undefined) console.log('\nStopping…');
  else fail(death);
}

function fail(line: string): void {
  console.error(`\n${line}`);
  process.exitCode = 1;
}

await main().catch((error: unknown) => {
  if (error instanceof ConfigError) return fail(error.message);
  fail(error instanceof Error ? error.message : String(error));
});

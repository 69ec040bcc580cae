import { once } from 'node:events';
import { buildWhatChanged } from './build.ts';
import { ConfigError, type PortalConfig, readPortalConfig } from './config.ts';
import { unfitPlatform } from './platform.ts';
import { startPortal } from './portal.ts';
import { summary } from './summary.ts';

async function main(): Promise<void> {
  const unfit = unfitPlatform(process);
  if (unfit) return fail(unfit);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  try {
    await run(readPortalConfig(process.env), stop.signal);
  } catch (error) {
    // What is given up halfway has not failed.
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.abort();
  }
}

async function run(config: PortalConfig, stop: AbortSignal): Promise<void> {
  const begun = performance.now();
  const progress = (line: string) => {
    console.log(`  ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  };
  console.log('Portal de Serviços');
  progress('building what changed');
  const built = buildWhatChanged(stop).then(() => progress('built'));
  await using portal = await startPortal(config, progress, built);
  console.log(summary(portal, config));
  const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort').then(() => undefined);
  const death = await Promise.race([stopped, portal.gaveUp]);
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

/// <reference path="./shared-modules.d.ts" />

import modules from 'virtual:shared-by-shell';
import { createInstance, type ModuleFederation } from '@module-federation/runtime';
import * as runtimeCore from '@module-federation/runtime/core';
import { type BuiltAgainst, CONSOLE_CONTRACT } from '@portal/console/contract';

/**
 * The shell's side of module federation. It uses the runtime without the bundler's plugin: what is shared are the modules
 * that the shell itself runs on, tree-shaken with it. The consoles use its copy of the runtime, too.
 */
export function createFederation(): ModuleFederation {
  Object.assign(globalThis, { _FEDERATION_RUNTIME_CORE: runtimeCore });
  const shared = Object.entries(modules).map(([name, module]) => {
    const share = {
      version: '1.0.0',
      lib: () => module,
      shareConfig: { singleton: true, requiredVersion: false as const, eager: true },
    };
    return [name, share];
  });
  return createInstance({ name: 'shell', remotes: [], shared: Object.fromEntries(shared) });
}

/** Why a console cannot run in this shell; undefined where it can. */
export function mismatch(builtAgainst: Partial<BuiltAgainst> | undefined): string | undefined {
  const { contract, uses = {} } = builtAgainst ?? {};
  if (contract !== CONSOLE_CONTRACT) return `its contract is ${contract}, the shell's ${CONSOLE_CONTRACT}`;
  for (const [name, wanted] of Object.entries(uses)) {
    const shared: Record<string, unknown> | undefined = modules[name as keyof typeof modules];
    const missing = wanted.find((one) => !shared || !(one in shared));
    if (missing) return `the shell has no ${missing} of ${name}`;
  }
  return undefined;
}

import { type ConsoleRemote, reportError } from '@portal/console';
import { createFederation, mismatch } from './federation.ts';
import { fetchAhead, type Manifest, remoteEntryOf, type Told, toldByPage } from './manifest.ts';

const federation = createFederation();

/** What came of loading the console that this origin serves. */
export type Loaded =
  | { status: 'ready'; remote: ConsoleRemote }
  /** Nobody is signed in, and this origin shows its console to signed-in people only. */
  | { status: 'sign-in' }
  /** The person may not see this origin's console; `portal` is the address of the one that they may. */
  | { status: 'forbidden'; portal: string | null }
  /** Shell and console were not built for each other: one of them is of another version. */
  | { status: 'other-version' }
  /** `stuck`: a script did not come, and browsers do not ask twice for a script in one page. */
  | { status: 'failed'; stuck: boolean };

/** Asks which console this origin has, and loads it. Never rejects. */
export async function loadConsole(): Promise<Loaded> {
  let stuck = false;
  try {
    const told = toldByPage() ?? (await ask<Told>('/console.json'));
    const { name, entry } = told;
    const manifest = told.manifest ?? (await ask<Manifest>(entry));
    const reason = mismatch(manifest.builtAgainst);
    if (reason) throw new OtherVersion(`${entry}: ${reason}`);
    stuck = true;
    fetchAhead(manifest);
    federation.registerRemotes([{ name, entry: remoteEntryOf(manifest), type: 'module' }]);
    const module = await federation.loadRemote<{ default: ConsoleRemote }>(`${name}/console`);
    if (!module) throw new Error(`${name} exposes no console`);
    return { status: 'ready', remote: module.default };
  } catch (cause) {
    if (cause instanceof Refused) return cause.loaded;
    console.error(cause);
    reportError('preload', cause);
    if (cause instanceof OtherVersion) return { status: 'other-version' };
    return { status: 'failed', stuck };
  }
}

class OtherVersion extends Error {}

class Refused extends Error {
  constructor(readonly loaded: Loaded) {
    super(loaded.status);
  }
}

async function ask<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.ok) return response.json();
  if (response.status === 401) throw new Refused({ status: 'sign-in' });
  if (response.status === 403) throw new Refused({ status: 'forbidden', portal: await portalOf(response) });
  throw new Error(`${url} answered ${response.status}`);
}

/** The refusal may name the integrators' address; on one's own machine it is the port below, unless set otherwise. */
async function portalOf(response: Response): Promise<string | null> {
  const problem = (await response.json().catch(() => null)) as { portal?: unknown } | null;
  if (typeof problem?.portal === 'string') return problem.portal;
  const { protocol, hostname, port } = location;
  const local = hostname === 'localhost' || hostname === '127.0.0.1';
  return local && port ? `${protocol}//${hostname}:${Number(port) - 1}/` : null;
}

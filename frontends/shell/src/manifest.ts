import type { BuiltAgainst } from '@portal/console/contract';

/** A console's mf-manifest.json, as far as the shell reads it. */
export interface Manifest {
  builtAgainst?: Partial<BuiltAgainst>;
  metaData: { publicPath: string; remoteEntry: { path: string; name: string } };
  exposes: { path: string; assets: { js: { sync: string[] }; css: { sync: string[] } } }[];
}

/** Which console this origin has, and its manifest where the page has that too. */
export interface Told {
  name: string;
  entry: string;
  manifest?: Manifest;
}

/** What the gateway wrote into the page, once: whoever tries again asks anew. */
export function toldByPage(): Told | undefined {
  const told = document.getElementById('console');
  told?.remove();
  return told?.textContent ? (JSON.parse(told.textContent) as Told) : undefined;
}

/** The address of the script that the federation runtime begins with. */
export function remoteEntryOf({ metaData: { publicPath, remoteEntry } }: Manifest): string {
  return `${publicPath}${remoteEntry.path}${remoteEntry.name}`;
}

/** Has the browser fetch the console's styles, and what its entry would only ask for one after the other. */
export function fetchAhead(manifest: Manifest): void {
  const { publicPath } = manifest.metaData;
  const exposed = manifest.exposes.find(({ path }) => path === './console');
  for (const file of exposed?.assets.css.sync ?? []) addLink('stylesheet', publicPath + file);
  addLink('modulepreload', remoteEntryOf(manifest));
  for (const file of exposed?.assets.js.sync ?? []) addLink('modulepreload', publicPath + file);
}

function addLink(rel: 'stylesheet' | 'modulepreload', href: string) {
  // Vite's own loader looks for a stylesheet's link by its address, and adds none where there is one.
  if (document.head.querySelector(`link[href="${CSS.escape(href)}"]`)) return;
  document.head.append(Object.assign(document.createElement('link'), { rel, href }));
}

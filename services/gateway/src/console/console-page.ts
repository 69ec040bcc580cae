import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { ConsoleName } from '../config.ts';
import type { ConsoleFiles } from './console-files.ts';

/** What a console's page is made of. */
export interface PageParts {
  console: ConsoleName;
  /** Where the remote's manifest is. */
  entry: string;
  shell: ConsoleFiles;
  /** The remote's files, where whoever gets the page gets them too. */
  remote: ConsoleFiles | undefined;
}

/** A manifest, as far as a page says of it what is to be fetched. */
interface Manifest {
  metaData: { publicPath: string; remoteEntry: { path: string; name: string } };
  exposes: { path: string; assets: { js: { sync: string[] }; css: { sync: string[] } } }[];
  /** Whether it fits, the shell finds. */
  builtAgainst?: unknown;
}

/**
 * The page of every address of a console: the shell's, with what the shell would ask for first written into it, and the
 * remote's files named, so that a browser fetches them beside the shell and not after it.
 */
export function consolePage(parts: PageParts): RequestHandler {
  let made: { of: string; html: string; etag: string } | undefined;
  return async (req, res, next) => {
    const of = `${(await parts.shell.latest()).id} ${(await parts.remote?.latest())?.id}`;
    if (made?.of !== of || of.startsWith(' ')) {
      const html = await makePage(parts);
      if (html === null) return next();
      made = { of, html, etag: `"${createHash('sha256').update(html).digest('base64url')}"` };
    }
    res.set({ etag: made.etag, 'cache-control': 'public, no-cache' });
    if (req.get('if-none-match')?.replace(/^W\//, '') === made.etag) return void res.status(304).end();
    res.type('html').send(made.html);
  };
}

async function makePage({ console: name, entry, shell, remote }: PageParts): Promise<string | null> {
  const page = await readFile(join((await shell.latest()).folder, 'index.html'), 'utf8').catch(() => null);
  if (page === null) return null;
  const manifest = remote && (await readManifest((await remote.latest()).folder));
  const told = JSON.stringify({ name, entry, ...(manifest && { manifest }) }).replaceAll('<', '\\u003c');
  const head = [
    // No script: a browser runs nothing of this type, and the policy needs no hole for it.
    `<script type="application/json" id="console">${told}</script>`,
    ...(manifest ? linksOf(manifest) : []),
  ];
  return page.replace(/<\/head>|$/, (end) => `${head.join('')}${end}`);
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, 'mf-manifest.json'), 'utf8').catch(() => null);
  if (text === null) return undefined;
  const { metaData, builtAgainst, exposes = [] } = JSON.parse(text) as Manifest;
  // Of what a page may come to later it need not be told.
  const needed = exposes.map(({ path, assets: { js, css } }) => ({
    path,
    assets: { js: { sync: js.sync }, css: { sync: css.sync } },
  }));
  return metaData && { metaData, builtAgainst, exposes: needed };
}

function linksOf({ metaData: { publicPath, remoteEntry }, exposes }: Manifest): string[] {
  const files = exposes.flatMap(({ assets }) => assets);
  const scripts = [`${remoteEntry.path}${remoteEntry.name}`, ...files.flatMap(({ js }) => js.sync)];
  return [
    ...files.flatMap(({ css }) => css.sync).map((file) => `<link rel="stylesheet" href="${publicPath}${file}">`),
    ...scripts.map((file) => `<link rel="modulepreload" href="${publicPath}${file}">`),
  ];
}

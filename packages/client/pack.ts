import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

// Packs what was built as it is published: the file that the portal serves, and that `npm publish` takes.

/** The moment of every file in every package of npm: the same content is the same archive. */
const MOMENT = new Date('1985-10-26T08:15:00Z');

const path = (name: string) => join(import.meta.dirname, name);

// Publishing puts these in the place of those that a workspace reads; how the package is made is nobody else's matter.
const { publishConfig, scripts, devDependencies, wireit, ...manifest } = JSON.parse(
  await readFile(path('package.json'), 'utf8'),
);
const { access, provenance, ...published } = publishConfig;
const asPublished = { ...manifest, ...published, publishConfig: { access, provenance } };

const archive = pack();
const add = (name: string, content: string | Buffer) =>
  archive.entry({ name: `package/${name}`, mtime: MOMENT }, content);
add('package.json', `${JSON.stringify(asPublished, null, 2)}\n`);
for (const name of [
  'LICENSE',
  'README.md',
  'README.pt-BR.md',
  ...(await readdir(path('dist'))).sort().map((file) => `dist/${file}`),
]) {
  add(name, await readFile(path(name)));
}
archive.finalize();

await mkdir(path('.build'), { recursive: true });
const file = path(`.build/${manifest.name.slice(1).replace('/', '-')}-${manifest.version}.tgz`);
await pipeline(archive, createGzip({ level: 9 }), createWriteStream(file));

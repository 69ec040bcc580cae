import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OUTPUT, ROOT } from './run.ts';

/** Of what is shipped: a bill of materials by CycloneDX, as of this very lockfile. */
const SBOM = join(OUTPUT, 'sbom.cdx.json');

const SHIPPED = ['./services/*', './frontends/*', './packages/*'];

interface Bill {
  bomFormat: string;
  components: { group?: string; name: string; version: string }[];
}

/**
 * Has pnpm write it: what resolves and installs the packages knows them best, and no other program has to read its lockfile.
 * It is made anew each time, so that no file of it can be older than the lockfile. Gives `name@version` of each component.
 */
export async function writeSbom(): Promise<Set<string>> {
  await mkdir(OUTPUT, { recursive: true });
  const filters = SHIPPED.flatMap((folder) => ['--filter', folder]);
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6', '--sbom-type', 'application'];
  const all = [...filters, ...asked, '--prod', '--out', SBOM];
  await promisify(execFile)('npx', ['--prefer-offline', '-y', 'pnpm@12', ...all], { cwd: ROOT });
  const { bomFormat, components }: Bill = JSON.parse(await readFile(SBOM, 'utf8'));
  if (bomFormat !== 'CycloneDX') throw new Error(`${SBOM} is no bill of materials`);
  return new Set(components.map(({ group, name, version }) => `${group ? `${group}/${name}` : name}@${version}`));
}

if (import.meta.main) console.log(`${(await writeSbom()).size} packages stand in ${SBOM}`);

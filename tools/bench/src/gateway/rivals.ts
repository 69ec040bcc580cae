import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const DEPENDENCIES = {
  '@apollo/gateway': '2.14.4',
  '@apollo/server': '5.5.1',
  '@graphql-hive/gateway-runtime': '2.12.1',
  '@graphql-mesh/transport-http': '1.2.1',
  graphql: '16.15.0',
};

/**
 * Installs the gateways to compare with, once, outside the workspace: they are 145 MB that nobody needs to run or test
 * the portal.
 */
export async function installRivals(): Promise<string> {
  const folder = join(tmpdir(), 'portal-bench-rivals');
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies: DEPENDENCIES });
  const installed = await readFile(join(folder, 'installed.json'), 'utf8').catch(() => '');
  if (installed === manifest) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), manifest);
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  await writeFile(join(folder, 'installed.json'), manifest);
  return folder;
}

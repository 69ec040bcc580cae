import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Installs what the portal is compared with or judged by, once, outside the workspace: these are 145 MB and more each that
 * nobody needs to run or test the portal. Answers the folder.
 */
export async function installed(name: string, dependencies: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(tmpdir(), `portal-bench-${name}`);
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies });
  const before = await readFile(join(folder, 'installed.json'), 'utf8').catch(() => '');
  if (before === manifest) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), manifest);
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  await writeFile(join(folder, 'installed.json'), manifest);
  return folder;
}

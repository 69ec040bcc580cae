import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readPortalConfig } from '@portal/start';
import { backUp } from './backup.ts';
import { Refused } from './refused.ts';
import { restore } from './restore.ts';

const HELP = `pnpm backup DIR [--keys DIR]     copies the running portal of this DATA_DIR into an empty folder
pnpm restore DIR --keys DIR      makes a portal of a copy, in a DATA_DIR that has none

Keys and passwords are never in the backup itself: --keys puts them into a folder of its own. Keep it apart, and well; without
it a backup cannot be restored.
`;

async function main([act = '', ...rest]: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { keys: { type: 'string' } },
  });
  const [folder, ...more] = positionals;
  const keys = values.keys === undefined ? undefined : resolve(values.keys);
  const portal = readPortalConfig(process.env);
  if (act === 'backup' && folder && more.length === 0) {
    const { at, files } = await backUp(portal, resolve(folder), keys);
    console.log(`${files.length} files, ${megabytes(files)} MB: everything until ${at} is in ${folder}.`);
    console.log(
      keys
        ? `The keys are in ${values.keys}: keep them apart.`
        : 'The keys are not in it: without --keys nobody can restore it.',
    );
    return 0;
  }
  if (act === 'restore' && folder && keys && more.length === 0) {
    const { manifest, requests, credentials, evidence, withoutFile } = await restore(portal, resolve(folder), keys);
    console.log(
      `As of ${manifest.at}: ${requests} requests, ${credentials} credentials, ${evidence} files of evidence.`,
    );
    if (manifest.evidence !== 'here') console.log('The evidence is in its bucket, and no part of the backup.');
    for (const id of withoutFile) console.log(`Evidence ${id} has no file: it was erased while the copy was made.`);
    console.log('Start the portal, then look at the audit log: pnpm audit:verify');
    return 0;
  }
  console.error(HELP);
  return 2;
}

function megabytes(files: { size: number }[]): string {
  return (files.reduce((sum, { size }) => sum + size, 0) / 1_000_000).toFixed(1);
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Refused || error instanceof ConfigError ? error.message : error);
  return 1;
});

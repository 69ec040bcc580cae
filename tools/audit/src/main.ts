import { access, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type ChainFault,
  hashAll,
  type KeptChain,
  type Trusted,
  toLine,
  type Verdict,
  verifyKept,
  verifyLinks,
} from '@portal/audit-chain';
import { runningPostgresUrl } from '@portal/postgres';
import { loadSecrets, publicKeys, readPortalConfig } from '@portal/start';
import type { JSONWebKeySet } from 'jose';
import { withKeptChain } from './kept-chain.ts';
import { readExported } from './read-exported.ts';

const CHAINS = ['credentials', 'homologation'] as const;
type Chain = (typeof CHAINS)[number];

const HELP = `pnpm audit:verify [--chain credentials|homologation] [--keys FILE] [--checkpoints FILE ...] [--export FILE] [--from FILE]

Follows the chain of audit records, and names what was altered, taken out or put elsewhere. Ends with 0 where all is whole,
1 where something is not, 2 where it could not be verified.

  --chain        one of them; both where absent
  --keys         a JWKS of the public keys; INTERNAL_JWKS, or those of this data folder, where absent
  --checkpoints  what /.well-known/audit-checkpoints answered some time ago: the chain must still be the one that was signed
  --export       writes the chain there, a link with its record a line; needs --chain
  --from         verifies such a file instead of a database; needs --chain

Databases: CREDENTIALS_DATABASE_URL, HOMOLOGATION_DATABASE_URL or DATABASE_URL, or that of the portal that runs here.
`;

const MOST_NAMED = 50;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      chain: { type: 'string' },
      keys: { type: 'string' },
      checkpoints: { type: 'string', multiple: true, default: [] },
      export: { type: 'string' },
      from: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const one = CHAINS.find((chain) => chain === values.chain);
  const needsOne = values.export !== undefined || values.from !== undefined;
  if (values.help || (values.chain && !one) || (needsOne && !one) || (values.export && values.from)) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const keys = values.keys ? readKeys(await readFile(values.keys, 'utf8')) : await keysOfInstallation();
  const checkpoints = (await Promise.all(values.checkpoints.map(checkpointsOf))).flat();
  let whole = true;
  for (const chain of one ? [one] : CHAINS) {
    const trusted: Trusted = { chain, keys, checkpoints };
    const begun = performance.now();
    const verdict = values.from
      ? await verifyLinks(readExported(values.from), trusted, { hashAll })
      : await withKeptChain(await databaseOf(chain), (kept) => verifyAndExport(kept, trusted, values.export));
    tell(chain, verdict, (performance.now() - begun) / 1_000);
    whole &&= verdict.faults.length === 0 && verdict.refused === 0;
  }
  return whole ? 0 : 1;
}

/** A database's chain, written to a file meanwhile where one is named. */
async function verifyAndExport(kept: KeptChain, trusted: Trusted, path: string | undefined): Promise<Verdict> {
  if (path === undefined) return verifyKept(kept, trusted, { hashAll });
  await using out = await open(path, 'w', 0o600);
  return await verifyKept(kept, trusted, { hashAll, each: (page) => out.appendFile(page.map(toLine).join('')) });
}

function tell(chain: Chain, { links, waiting, faults, checkpoints, refused, unknown }: Verdict, seconds: number): void {
  for (const fault of faults.slice(0, MOST_NAMED)) console.log(`${chain}: ${inWords(fault)}`);
  if (faults.length > MOST_NAMED) console.log(`${chain}: and ${faults.length - MOST_NAMED} more`);
  if (refused > 0) console.log(`${chain}: ${refused} of the given checkpoints were signed by no key that is known`);
  if (unknown > 0) {
    console.log(
      `${chain}: ${unknown} checkpoints of the database were signed by keys that are not known: give those of before by --keys`,
    );
  }
  const last = checkpoints.at(-1);
  const signed = last
    ? `${checkpoints.length} checkpoints, the last at link ${last.place} of ${last.at}`
    : 'no checkpoint';
  const verdict = faults.length === 0 && refused === 0 ? 'whole' : 'NOT WHOLE';
  const wait = waiting ? `, ${waiting} records that wait to be linked` : '';
  console.log(`${chain}: ${links} links${wait}, ${signed}: ${verdict} (${Math.round(links / seconds)} a second)`);
}

const WORDS: Record<ChainFault['kind'], string> = {
  ALTERED: 'is not what it was when it was written',
  MISSING: 'is gone',
  REORDERED: 'does not follow from the one before',
  UNLINKED: 'was put in without being told of',
  REWRITTEN: 'is another than a signed checkpoint says',
};

function inWords({ kind, place, until, recordId }: ChainFault): string {
  const what = [
    place !== null && `link ${place}${until ? ` to ${until}` : ''}`,
    recordId !== null && `record ${recordId}`,
  ].filter(Boolean);
  return `${what.join(', ')} ${WORDS[kind]} (${kind})`;
}

/** As it was published: one month's answer, or a list of signed checkpoints. */
async function checkpointsOf(path: string): Promise<string[]> {
  const told = JSON.parse(await readFile(path, 'utf8')) as string[] | { checkpoints: string[] };
  return Array.isArray(told) ? told : told.checkpoints;
}

function readKeys(text: string): JSONWebKeySet {
  const told = JSON.parse(text) as JSONWebKeySet;
  if (!Array.isArray(told.keys)) throw new Error('The file of keys is no JWKS');
  return told;
}

async function keysOfInstallation(): Promise<JSONWebKeySet> {
  const { INTERNAL_JWKS } = process.env;
  if (INTERNAL_JWKS) return readKeys(INTERNAL_JWKS);
  const { dataDir } = readPortalConfig(process.env);
  // None are made where there are none.
  await access(join(dataDir, 'secrets.json')).catch(() => {
    throw new Error('Nothing says which keys are trusted: name a JWKS by --keys or INTERNAL_JWKS');
  });
  return publicKeys(await loadSecrets(dataDir));
}

async function databaseOf(chain: Chain): Promise<string> {
  const own = process.env[`${chain.toUpperCase()}_DATABASE_URL`];
  if (own) return own;
  const { databaseUrl, dataDir, ports } = readPortalConfig(process.env);
  const server = databaseUrl ?? (await runningPostgresUrl(join(dataDir, 'postgres'), ports.database));
  if (!server) throw new Error('No portal runs here, and no DATABASE_URL says where one does');
  return Object.assign(new URL(server), { pathname: `/${chain}` }).href;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});

import { createHash } from 'node:crypto';

/** What says which version of the client goes with which API: its package.json, and the API that this version is of. */
export interface ClientVersion {
  manifest: string;
  record: string;
}

/** Both as they are to be: where the API is another and the version still the same, the next version. */
export function clientVersion({ manifest, record }: ClientVersion, api: string): ClientVersion {
  const { version }: { version: string } = JSON.parse(manifest);
  const known: { version: string; api: string } = JSON.parse(record);
  const digest = createHash('sha256').update(api).digest('hex');
  if (known.api === digest && known.version === version) return { manifest, record };
  const next = known.api !== digest && known.version === version ? after(version) : version;
  return {
    manifest: manifest.replace(`"version": "${version}"`, `"version": "${next}"`),
    record: `${JSON.stringify({ version: next, api: digest }, null, 2)}\n`,
  };
}

function after(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
}

/** `sistema/versão`, as a User-Agent begins with it. */
export interface ConnectorName {
  system: string;
  version: string;
}

const NAMED = /^([A-Za-z0-9][\w.+-]{0,79})\/(\d[\w.+-]{0,39})(?=$|[\s;,(])/;

/** What libraries and tools call themselves where nobody says what system uses them. */
const TOOLS = new Set([
  'apache-cxf',
  'apache-httpclient',
  'axios',
  'curl',
  'dalvik',
  'go-http-client',
  'guzzlehttp',
  'hapi-fhir',
  'httpie',
  'insomnia',
  'java',
  'java-http-client',
  'jersey',
  'mozilla',
  'node',
  'node-fetch',
  'okhttp',
  'postmanruntime',
  'python',
  'python-httpx',
  'python-requests',
  'python-urllib',
  'reactornetty',
  'restsharp',
  'undici',
  'wget',
]);

/** The name and version that a User-Agent begins with; null for one that is of another form, or that names a tool. */
export function connectorOf(userAgent: string | null): ConnectorName | null {
  const [, system, version] = NAMED.exec(userAgent?.trim() ?? '') ?? [];
  if (system === undefined || version === undefined || TOOLS.has(system.toLowerCase())) return null;
  return { system, version };
}

/** `sistema/versão` without what follows it. */
export function connectorName(userAgent: string | null): string | null {
  const connector = connectorOf(userAgent);
  return connector && `${connector.system}/${connector.version}`;
}

/** How much a connector changed, as its version tells it; SYSTEM: it is another one. */
export type ConnectorChange = 'NONE' | 'PATCH' | 'MINOR' | 'MAJOR' | 'SYSTEM';

/** What a call's User-Agent changes about a run; a call that does not say is of the connector that there is. */
export function connectorChange(before: string | null, userAgent: string | null): ConnectorChange {
  const old = connectorOf(before);
  const now = connectorOf(userAgent);
  if (!old || !now) return 'NONE';
  if (old.system !== now.system) return 'SYSTEM';
  const [major, minor] = [0, 1].map((place) => partOf(old.version, place) === partOf(now.version, place));
  if (!major) return 'MAJOR';
  if (!minor) return 'MINOR';
  return old.version === now.version ? 'NONE' : 'PATCH';
}

/** A part of a version that is not there is 0. */
function partOf(version: string, place: number): string {
  return version.split(/[.+-]/)[place] ?? '0';
}

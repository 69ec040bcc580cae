import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cruise, type IConfiguration } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

type Rule = NonNullable<IConfiguration['forbidden']>[number];

const ROOT = resolve(import.meta.dirname, '../../..');
const TESTS = String.raw`\.test\.tsx?$|/testing(\.ts|/)`;

/** The gateway from the ground up: a folder imports from its own floor to the left, and from those below it. */
const GATEWAY_FLOORS = [
  ['personal-data', 'http', 'connections', 'access'],
  ['sessions', 'second-factor', 'tokens', 'oauth', 'budgets'],
  ['callers', 'graph', 'erasure'],
  ['transports', 'evidence', 'console', 'documentation', 'sign-in'],
  ['status'],
];
const GATEWAY = GATEWAY_FLOORS.flat();
const homeless = (await readdir(resolve(ROOT, 'services/gateway/src'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && ![...GATEWAY, 'migrations', 'testing'].includes(entry.name))
  .map(({ name }) => name);
if (homeless.length > 0) throw new Error(`On which floor of the gateway do these stand: ${homeless.join(', ')}?`);
/** What puts the gateway together stands beside its clock and configuration, and above everything. */
const GATEWAY_TOP = '^services/gateway/src/(main|gateway|gateway-parts|listener-app|print-schema|migrations/.*)[.]ts$';

/** Who may import whom: docs/architecture.md in rules that a tool checks. */
const everywhere: Rule[] = [
  {
    name: 'no-circles',
    comment: 'Files that import each other in a loop cannot be understood one at a time.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'packages-stand-below',
    severity: 'error',
    from: { path: '^packages/', pathNot: TESTS },
    to: { path: '^(services|frontends|tools|tests)/' },
  },
  {
    name: 'services-do-not-import-each-other',
    severity: 'error',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^(services|frontends)/', pathNot: '^services/$1/' },
  },
  {
    name: 'services-use-no-tools',
    severity: 'error',
    from: { path: '^services/', pathNot: TESTS },
    to: { path: '^(tools|tests)/' },
  },
  {
    name: 'services-open-no-private-key',
    comment:
      'A PFX is opened, and a key made, in the browser of who owns it; no server could even if it were sent one.',
    severity: 'error',
    from: { path: '^services/', pathNot: TESTS },
    to: { path: '^packages/certificate-file/src/(pfx|own-certificate)[.]ts$', reachable: true },
  },
  {
    name: 'frontends-do-not-import-each-other',
    severity: 'error',
    from: { path: '^frontends/([^/]+)/' },
    to: { path: '^(services|frontends|tools|tests)/', pathNot: '^frontends/$1/' },
  },
  {
    name: 'browser-code-knows-no-server',
    severity: 'error',
    from: { path: '^(frontends|packages/(ui|console|domain|viewer|certificate-file))/.*/?src/', pathNot: TESTS },
    to: { path: '^packages/service-kit|^node:', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'domain-needs-nothing',
    severity: 'error',
    from: { path: '^packages/domain/src/', pathNot: TESTS },
    to: { pathNot: '^packages/domain/' },
  },
];

const rules = [
  ...everywhere,
  ...GATEWAY.map(
    (folder, place): Rule => ({
      name: `gateway-${folder}-imports-from-below`,
      severity: 'error',
      from: { path: `^services/gateway/src/${folder}/`, pathNot: TESTS },
      to: { path: [GATEWAY_TOP, ...GATEWAY.slice(place + 1).map((above) => `^services/gateway/src/${above}/`)] },
    }),
  ),
];

const { output, exitCode } = await cruise(
  ['services', 'frontends', 'packages', 'tools', 'tests'],
  {
    baseDir: ROOT,
    outputType: 'err',
    validate: true,
    ruleSet: { forbidden: rules },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|test-output)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: resolve(ROOT, 'tsconfig.base.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
  {},
  { tsConfig: extractTSConfig(resolve(ROOT, 'tsconfig.base.json')) },
);
console.log(output);
process.exitCode = exitCode;

import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'yaml';
import { checkImage } from './image-check.ts';
import { checkKubernetes } from './kubernetes.ts';
import { ROOT } from './run.ts';

/** What can be said of docker-compose.yml and the Dockerfile where no container engine runs. */
interface ComposeService {
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(await readFile(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true });
const services: Record<string, ComposeService> = compose.services;
const documented = await readFile(join(ROOT, 'docs/architecture.md'), 'utf8');
const example = await readFile(join(ROOT, '.env.example'), 'utf8');

for (const [name, service] of Object.entries(services)) {
  for (const other of Object.keys(service.depends_on ?? {}))
    assert.ok(services[other], `${name} depends on ${other}, which is not there`);
  if (!service.command) continue;
  const [folder = ''] = service.command;
  await access(join(ROOT, folder, 'src/main.ts'));
  for (const variable of Object.keys(service.environment ?? {})) {
    assert.ok(variable === 'NODE_ENV' || documented.includes(variable), `${variable} is not in docs/architecture.md`);
  }
}
for (const [, required] of JSON.stringify(compose).matchAll(/\$\{([A-Z_]+):\?/g)) {
  assert.ok(example.includes(`${required}=`), `${required} is needed, and .env.example does not name it`);
}

const dockerfile = DockerfileParser.parse(await readFile(join(ROOT, 'Dockerfile'), 'utf8'));
const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'ENTRYPOINT', 'EXPOSE', 'HEALTHCHECK', 'ARG'];
for (const instruction of dockerfile.getInstructions()) {
  assert.ok(
    known.includes(instruction.getKeyword()),
    `line ${instruction.getRange().start.line + 1} of the Dockerfile is no instruction`,
  );
}
assert.equal(dockerfile.getFROMs().length, 2);

await checkKubernetes();
await checkImage();

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from './run.ts';

/** What is seen of an object of Kubernetes. */
interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own, and the schema knows it
  spec?: any;
  data?: Record<string, string>;
}

const FOLDER = join(ROOT, 'deploy/kubernetes');
/** What a service needs beyond DRAIN_SECONDS to end: docs/operation.md. */
const ENDS_WITHIN_SECONDS = 15;

/** Holds deploy/kubernetes against the schemas of Kubernetes, and against what the services need. */
export async function checkKubernetes(): Promise<void> {
  const objects = await resourcesOf(FOLDER);
  for (const object of objects) await assertValid(object);
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  const settings = of('ConfigMap').find(({ metadata }) => metadata.name === 'portal-settings')?.data ?? {};
  const documented = await readFile(join(ROOT, 'docs/architecture.md'), 'utf8');
  for (const name of Object.keys(settings))
    assert.ok(documented.includes(name), `${name} is not in docs/architecture.md`);
  for (const { metadata, spec } of of('Deployment')) {
    const { name } = metadata;
    const grace = spec.template.spec.terminationGracePeriodSeconds;
    assert.equal(grace, Number(settings.DRAIN_SECONDS) + ENDS_WITHIN_SECONDS, `${name}: terminationGracePeriodSeconds`);
    assert.ok(spec.replicas >= 2, `${name} is there once`);
    const [container] = spec.template.spec.containers;
    const { readinessProbe: ready } = container;
    assert.ok(
      ready.periodSeconds * ready.failureThreshold * 2 <= Number(settings.DRAIN_SECONDS),
      `${name} drains too soon`,
    );
    for (const kind of ['Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'NetworkPolicy']) {
      assert.ok(
        of(kind).some((other) => other.metadata.name === name),
        `${name} has no ${kind}`,
      );
    }
    assert.ok(
      of('NetworkPolicy').some(({ spec }) => spec.policyTypes.includes('Egress') && selects(spec.podSelector, name)),
      `${name} may reach everything`,
    );
    assert.ok(
      of('Job').some((job) => job.metadata.name === `${name}-migrate`),
      `${name} is not migrated`,
    );
    const ports: string[] = container.ports.map((port: { name: string }) => port.name);
    const backends = JSON.stringify(of('Ingress'));
    if (name !== 'gateway') assert.ok(!backends.includes(`"name":"${name}"`), `${name} is published`);
    assert.ok(!backends.includes('"name":"metrics"') && ports.length > 0, 'metrics are published');
  }
  await checkKeptBuilds(of('Deployment').find(({ metadata }) => metadata.name === 'gateway'));
}

/** Whether a selector of pods is for those of an app. */
// biome-ignore lint/suspicious/noExplicitAny: as the schema has it
function selects({ matchLabels, matchExpressions = [] }: any, app: string): boolean {
  return matchLabels?.app === app || matchExpressions.some(({ values }: { values: string[] }) => values.includes(app));
}

/** The objects that a folder's kustomization names. */
async function resourcesOf(folder: string): Promise<KubernetesObject[]> {
  const { resources } = parse(await readFile(join(folder, 'kustomization.yaml'), 'utf8')) as { resources: string[] };
  const objects: KubernetesObject[] = [];
  for (const file of resources) {
    for (const document of parseAllDocuments(await readFile(join(folder, file), 'utf8'))) {
      assert.deepEqual(document.errors, [], file);
      objects.push(document.toJS() as KubernetesObject);
    }
  }
  return objects;
}

/** The volume for builds that are kept fits the gateway that it is patched into. */
async function checkKeptBuilds(gateway: KubernetesObject | undefined): Promise<void> {
  const folder = join(FOLDER, 'kept-builds');
  const [claim, ...others] = await resourcesOf(folder);
  assert.ok(claim && others.length === 0, 'kept-builds has one claim');
  await assertValid(claim);
  const patch = parse(await readFile(join(folder, 'gateway.yaml'), 'utf8')) as KubernetesObject;
  assert.equal(patch.metadata.name, gateway?.metadata.name);
  const { containers, volumes } = patch.spec.template.spec;
  const [{ name, env, volumeMounts }] = containers;
  assert.equal(name, gateway?.spec.template.spec.containers[0].name);
  assert.deepEqual(env, [{ name: 'CONSOLE_BUILDS_DIR', value: volumeMounts[0].mountPath }]);
  assert.equal(volumeMounts[0].name, volumes[0].name);
  assert.equal(volumes[0].persistentVolumeClaim.claimName, claim.metadata.name);
}

/** By the schema of its kind, which the package of that kind carries. */
async function assertValid(object: KubernetesObject): Promise<void> {
  const { apiVersion, kind, metadata } = object;
  const [group, version = group] = apiVersion.split('/');
  const folder = group === version ? version : `${group}/${version}`;
  const model = await import(`kubernetes-models/${folder}/${kind}`);
  const instance = new model[kind](object);
  try {
    instance.validate();
  } catch (error) {
    assert.fail(`${kind} ${metadata.name}: ${(error as Error).message}`);
  }
}

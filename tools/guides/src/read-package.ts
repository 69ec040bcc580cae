import { readFile } from 'node:fs/promises';
import { list } from 'tar';

/** A resource of a package, as it was published. */
export type Published = Record<string, unknown> & { resourceType: string };

/** What a package holds, and what it says of itself. */
export interface FhirPackage {
  manifest: { name: string; version: string };
  resources: Published[];
}

/** Reads a FHIR package (.tgz, https://hl7.org/fhir/packages.html). */
export async function readPackage(file: string): Promise<FhirPackage> {
  const texts = new Map<string, string>();
  await list({
    file,
    onReadEntry(entry) {
      // What lies below `package/`, and not its examples.
      if (!/^package\/[^/]+\.json$/.test(entry.path)) return;
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => texts.set(entry.path, Buffer.concat(chunks).toString('utf8')));
    },
  });
  const manifest = JSON.parse(texts.get('package/package.json') ?? '{}') as FhirPackage['manifest'];
  if (!manifest.name || !manifest.version)
    throw new Error(`${file} is no FHIR package: package/package.json names none.`);
  const parsed = [...texts.values()].map((text) => JSON.parse(text) as Partial<Published>);
  return { manifest, resources: parsed.filter(isResource) };
}

/** Reads Bundles of definitions, as the base specification is published too. */
export async function readBundles(files: string[]): Promise<Published[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const bundles = texts.map((text) => JSON.parse(text) as { entry?: { resource: Partial<Published> }[] });
  return bundles.flatMap(({ entry = [] }) => entry.map(({ resource }) => resource)).filter(isResource);
}

/** Reads single definitions, a file each. */
export async function readDefinitions(files: string[]): Promise<Published[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.map((text) => JSON.parse(text) as Partial<Published>).filter(isResource);
}

function isResource(resource: Partial<Published>): resource is Published {
  return typeof resource.resourceType === 'string';
}

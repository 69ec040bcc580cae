import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { judgeText, openGuides, writeXml } from '@portal/judge';
import { DOCUMENTS } from '@portal/judge/examples/documents';
import { median, printTable } from '../figures.ts';

const NOW = new Date('2026-11-29T12:00:00-03:00');
const ROUNDS = 15;
const TIMES = 40;

/**
 * How much of a processor it takes to judge a right document of each kind, as JSON and as XML. With a folder that holds HL7's R4
 * definitions (profiles-types.json, profiles-resources.json) also beside @medplum/core, which holds them to R4 alone.
 */
export async function benchJudge([definitions]: string[]): Promise<void> {
  const began = process.cpuUsage();
  const guides = openGuides();
  console.log(`guides opened in ${milliseconds(process.cpuUsage(began)).toFixed(0)} ms of CPU\n`);
  if (definitions) await readDefinitions(definitions);
  const rows = DOCUMENTS.map(([kind, make]) => {
    const document = make();
    const json = JSON.stringify(document, null, 2);
    const xml = writeXml(document, guides);
    const judged = perCall(() => judgeText(json, guides, NOW));
    const asXml = perCall(() => judgeText(xml, guides, NOW));
    const medplum = definitions ? perCall(() => held(JSON.parse(json))) : undefined;
    const beside = medplum === undefined ? [] : [medplum.toFixed(2), `${(medplum / judged).toFixed(1)} ×`];
    return [kind, (json.length / 1024).toFixed(1), judged.toFixed(2), asXml.toFixed(2), ...beside];
  });
  printTable(
    ['document', 'KiB', 'CPU ms', 'as XML', ...(definitions ? ['@medplum/core, R4 alone', 'ratio'] : [])],
    rows,
  );
}

/** Each resource alone: of a Bundle it looks at none. */
function held({ entry }: { entry: { resource: Parameters<typeof validateResource>[0] }[] }): void {
  for (const { resource } of entry) {
    try {
      validateResource(resource);
    } catch {
      // What it finds does not matter here.
    }
  }
}

async function readDefinitions(folder: string): Promise<void> {
  for (const name of ['profiles-types.json', 'profiles-resources.json']) {
    const text = await readFile(join(folder, name), 'utf8');
    indexStructureDefinitionBundle(JSON.parse(text) as Parameters<typeof indexStructureDefinitionBundle>[0]);
  }
}

/** Of one call, the median of several rounds after a first that does not count. */
function perCall(call: () => void): number {
  const round = () => {
    const before = process.cpuUsage();
    for (let time = 0; time < TIMES; time++) call();
    return milliseconds(process.cpuUsage(before)) / TIMES;
  };
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

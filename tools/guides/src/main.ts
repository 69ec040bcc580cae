import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { judgeText, openGuides } from '@portal/judge';
import { baseSpecification } from './base-specification.ts';
import { compactGuide } from './compact.ts';
import { readBundles, readDefinitions, readPackage } from './read-package.ts';
import { readBase, writeGuide } from './write-guide.ts';

const USAGE = `pnpm guides import FILE.tgz --source URL --licence SPDX   a FHIR package, as rules for the judge
pnpm guides assemble FILE.json… --name NAME --version VERSION --source URL --licence SPDX [--on GUIDE]
                                                          single definitions, of profiles their differences too;
                                                          GUIDE-VERSION has bases of theirs
pnpm guides base FILE.json…                               FHIR R4's own definitions: profiles-types, profiles-resources, valuesets
pnpm guides check FILE…                                   judges documents, in JSON or XML; ends with 1 where one is refused`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    version: { type: 'string' },
    source: { type: 'string' },
    licence: { type: 'string' },
    on: { type: 'string' },
  },
});
const [command, ...files] = positionals;

if (command === 'import' && files[0] && values.source && values.licence) {
  const { manifest, resources } = await readPackage(files[0]);
  const { name, version } = manifest;
  const guide = compactGuide({ name, version, source: values.source, licence: values.licence }, resources);
  console.log(`${Object.keys(guide.profiles).length} perfis: ${await writeGuide(guide)}`);
} else if (command === 'assemble' && files[0] && values.name && values.version && values.source && values.licence) {
  const { name, version, source, licence } = values;
  const guide = compactGuide(
    { name, version, source, licence },
    await readDefinitions(files),
    await readBase(values.on),
  );
  console.log(`${Object.keys(guide.profiles).length} perfis: ${await writeGuide(guide)}`);
} else if (command === 'base' && files.length > 0) {
  console.log(await writeGuide(baseSpecification(await readBundles(files))));
} else if (command === 'check' && files.length > 0) {
  await check(files);
} else {
  console.error(USAGE);
  process.exitCode = 2;
}

async function check(documents: string[]): Promise<void> {
  const guides = openGuides();
  for (const file of documents) {
    const findings = judgeText(await readFile(file, 'utf8'), guides, new Date());
    console.log(`${file}: ${findings.length === 0 ? 'nada a corrigir' : `${findings.length} a corrigir`}`);
    for (const { line, column, expression, rule, message, correction } of findings) {
      console.log(`  ${line}:${column} ${expression}\n    ${rule ? `${rule}: ` : ''}${message}`);
      if (correction?.before) console.log(marked('-', correction.before));
      if (correction?.after) console.log(marked('+', correction.after));
    }
    if (findings.length > 0) process.exitCode = 1;
  }
}

/** As a diff has it. */
function marked(sign: string, fragment: string): string {
  return fragment.replaceAll(/^/gm, `    ${sign} `);
}

import { readFileSync } from 'node:fs';
import type { Establishment } from './establishment.ts';

let establishments: Map<string, Establishment> | undefined;

/** The establishment of the bundled sample with that CNES; the sample knows no CNPJ. */
export function findInSample(cnes: string): Establishment | undefined {
  establishments ??= readSample();
  return establishments.get(cnes);
}

function readSample(): Map<string, Establishment> {
  const url = new URL('establishments-sample.csv', import.meta.url);
  const lines = readFileSync(url, 'utf8').trimEnd().split('\n').slice(1);
  return new Map(lines.map(readLine));
}

// The file has no quoted values: cnes,name,municipality,ibge,uf
function readLine(line: string): [string, Establishment] {
  const [cnes = '', name = '', municipality = '', , uf = ''] = line.split(',');
  return [cnes, { cnes, cnpj: null, name, uf, municipality, verified: true }];
}

import { isObject } from '../json.ts';
import type { Terminology } from '../terminology.ts';
import { type PatchOperation, put, replace } from './patch.ts';

type Path = readonly (string | number)[];

/** What makes a code one of a value set: its system, where just one there has it, or how it is written. */
export function correctedCoding(
  value: unknown,
  path: Path,
  valueSet: string,
  terminology: Terminology,
): PatchOperation | undefined {
  const isIn = (system: string | undefined, code: string) => terminology.isIn(valueSet, system, code) === 'in';
  if (typeof value === 'string') {
    const meant = writtenOtherwise(value).find((code) => isIn(undefined, code));
    return meant === undefined ? undefined : replace(path, meant);
  }
  for (const [coding, at] of codingsAt(value, path)) {
    if (typeof coding.code !== 'string') continue;
    const { code, system } = coding;
    const meant = typeof system === 'string' ? writtenOtherwise(code).find((one) => isIn(system, one)) : undefined;
    if (meant !== undefined) return replace([...at, 'code'], meant);
    const systems = terminology.systemsOf(valueSet).filter((one) => isIn(one, code));
    if (systems.length === 1) return put([...at, 'system'], systems[0]);
  }
  return undefined;
}

function codingsAt(value: unknown, path: Path): [Record<string, unknown>, Path][] {
  if (!isObject(value)) return [];
  if (!('coding' in value)) return [[value, path]];
  const { coding } = value;
  if (!Array.isArray(coding)) return isObject(coding) ? [[coding, [...path, 'coding']]] : [];
  return coding.flatMap((one, place): [Record<string, unknown>, Path][] =>
    isObject(one) ? [[one, [...path, 'coding', place]]] : [],
  );
}

function writtenOtherwise(code: string): string[] {
  const bare = code.trim();
  return [bare, bare.toLowerCase(), bare.toUpperCase(), `0${bare}`].filter((one) => one !== code);
}

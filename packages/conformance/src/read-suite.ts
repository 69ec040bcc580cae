import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { contentHash } from './canonical.ts';
import type { Suite } from './suite.ts';
import { suiteFile } from './suite-file.ts';

/** A suite's file cannot be read; the message names the file and the place in it. */
export class SuiteError extends Error {
  override get name() {
    return 'SuiteError';
  }
}

type Parameters = Readonly<Record<string, unknown>>;

/** Ids of the suites of a folder. */
export function suiteIds(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => basename(name, '.yaml')).sort();
}

/** Reads a suite of a folder, with what it includes from `shared/` and its parameters in their places. */
export function readSuite(folder: string, id: string): Suite {
  const file = `${id}.yaml`;
  const { with: parameters = {}, ...read } = yamlOf(join(folder, file)) as {
    with?: Parameters;
    requirements?: unknown;
  };
  const requirements = listOf(read.requirements, file).flatMap((one) => {
    const included = (one as { include?: unknown } | null)?.include;
    return included === undefined ? [one] : listOf(sharedOf(folder, included), `shared/${included}.yaml`);
  });
  const result = suiteFile.safeParse(filled({ ...read, requirements }, parameters, file));
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    throw new SuiteError(`${file}: ${problems.join('; ')}`);
  }
  const suite = { id, ...result.data };
  return { ...suite, hash: contentHash(suite) };
}

function sharedOf(folder: string, name: unknown): unknown {
  return (yamlOf(join(folder, 'shared', `${name}.yaml`)) as { requirements?: unknown }).requirements;
}

function yamlOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    throw new SuiteError(`${basename(file)}: ${(error as Error).message.split('\n')[0]}`);
  }
}

function listOf(value: unknown, file: string): unknown[] {
  if (!Array.isArray(value)) throw new SuiteError(`${file}: requirements: must be a list`);
  return value;
}

/** `$kinds` alone is a parameter's value, whatever that is; in a text it is its words, and `$$` a dollar. */
function filled(value: unknown, parameters: Parameters, file: string): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, parameters, file));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, parameters, file)]));
  }
  if (typeof value !== 'string') return value;
  const whole = /^\$([a-zA-Z]+)$/.exec(value)?.[1];
  return whole === undefined
    ? value.replaceAll(/\$(\$|[a-zA-Z]+)/g, (_all, name: string) => {
        return name === '$' ? '$' : String(parameterOf(parameters, name, file));
      })
    : parameterOf(parameters, whole, file);
}

function parameterOf(parameters: Parameters, name: string, file: string): unknown {
  if (!Object.hasOwn(parameters, name)) throw new SuiteError(`${file}: with: ${name} is not given`);
  return parameters[name];
}

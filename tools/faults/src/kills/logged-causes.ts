import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Errors that callers saw, each with what the services logged of its trace. */
export async function withCauses(errors: readonly string[], logsDir: string): Promise<string[]> {
  const logged = new Map<string, string[]>();
  for (const name of errors.length > 0 ? await readdir(logsDir) : []) {
    for (const line of (await readFile(join(logsDir, name), 'utf8')).split('\n')) {
      const trace = /"traceId":"([0-9a-f]+)"/.exec(line)?.[1];
      if (trace) logged.set(trace, [...(logged.get(trace) ?? []), `${name}: ${line}`]);
    }
  }
  return errors.map((error) => {
    const trace = /"traceId":"([0-9a-f]+)"/.exec(error)?.[1] ?? '';
    return [error, ...(logged.get(trace) ?? [])].join('\n      ');
  });
}

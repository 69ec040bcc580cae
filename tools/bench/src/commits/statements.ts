import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

interface Told {
  /** Which connection, by its port. */
  line: number;
  text: string;
}

/** What a service has to be started with so that its statements can be asked for. */
export function tellsStatements(file: string): Record<string, string> {
  return {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'tell-statements.ts')).href}`,
    STATEMENTS_FILE: file,
  };
}

/** The statements of the one transaction that an act commits, as its service sent them, from `begin` to `commit`. */
export async function transactionOf(pid: number, file: string, act: () => Promise<void>): Promise<string[]> {
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  await act();
  process.kill(pid, 'SIGUSR2');
  // A signal is heard between two things that the process does: one more moment, and nothing is written any more.
  await pause(500);
  const told = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((one) => JSON.parse(one) as Told);
  for (const line of new Set(told.map((one) => one.line))) {
    const statements = told.filter((one) => one.line === line).map(({ text }) => text);
    const begin = statements.findIndex((text) => /^begin/i.test(text));
    const commit = statements.findIndex((text, at) => at > begin && /^commit/i.test(text));
    const one = statements.slice(begin, commit + 1);
    if (begin >= 0 && one.some((text) => text.startsWith('insert into "audit_record"'))) return one;
  }
  throw new Error(`No transaction was told of in ${file}`);
}

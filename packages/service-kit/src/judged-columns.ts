import { readFile } from 'node:fs/promises';
import pg from 'pg';

const REGISTER = new URL('../../../docs/privacy.md', import.meta.url);

/** What is wrong with the register of docs/privacy.md for a database: each is a `table.column`. */
export interface RegisterFaults {
  /** The database has it, and nobody said whether it is about a person. */
  unjudged: string[];
  /** It was judged, and the database has no such column. */
  gone: string[];
  /** It stands among what is about people and among what is not. */
  twice: string[];
}

/** Holds the section of docs/privacy.md about a database against the columns that the database has. */
export async function judgeColumns(database: string, url: string): Promise<RegisterFaults> {
  const { personal, others } = readRegister(await readFile(REGISTER, 'utf8'), database);
  const columns = await columnsOf(url);
  const judged = new Set([...personal, ...others]);
  return {
    unjudged: [...columns].filter((column) => !judged.has(column)),
    gone: [...judged].filter((column) => !columns.has(column)),
    twice: [...personal].filter((column) => others.has(column)),
  };
}

/** The tables of a database that have something about people, by docs/privacy.md. */
export async function personalTables(database: string): Promise<string[]> {
  const { personal } = readRegister(await readFile(REGISTER, 'utf8'), database);
  return [...new Set([...personal].map((column) => column.split('.')[0] ?? ''))].toSorted();
}

/** Rows that begin with `table.column`, and below "Without personal data" rows of a table and its columns. */
function readRegister(markdown: string, database: string): { personal: Set<string>; others: Set<string> } {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`Database \`${database}\`\n`)) ?? '';
  const [register = '', rest = ''] = section.split(/^### Without personal data$/m);
  const personal = [...register.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+\.\w+)`/g)].map(([, name = '']) => name),
  );
  const others = [...rest.matchAll(/^\| `(\w+)` \| ([^|]+) \|$/gm)].flatMap(([, table, names = '']) =>
    names.split(', ').map((name) => `${table}.${name}`),
  );
  return { personal: new Set(personal), others: new Set(others) };
}

async function columnsOf(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and table_name <> 'mikro_orm_migrations' order by 1`,
    );
    return new Set(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}

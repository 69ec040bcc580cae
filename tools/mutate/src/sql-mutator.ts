import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { breaksOfSql } from './sql-breaks.ts';

/** What of Babel's nodes is needed here. */
interface TextNode {
  type: string;
  value: string;
  quasis: { value: { raw: string; cooked: string } }[];
  expressions: object[];
}

interface Mutator {
  name: string;
  mutate(path: { node: TextNode; parent: { type: string } }): Iterable<object>;
}

/** Stands for what is filled into a template: no text of ours has it. */
const FILLED = '\u0000';

/** Much of who may what stands in SQL, and Stryker takes a text as a whole. */
const sqlMutator: Mutator = {
  name: 'Sql',
  *mutate({ node, parent }) {
    if (node.type === 'StringLiteral' && !parent.type.startsWith('TS')) {
      for (const value of breaksOfSql(node.value)) yield { type: 'StringLiteral', value };
    }
    if (node.type === 'TemplateLiteral' && parent.type !== 'TaggedTemplateExpression') {
      for (const broken of breaksOfSql(node.quasis.map(({ value }) => value.raw).join(FILLED))) {
        const texts = broken.split(FILLED);
        yield {
          type: 'TemplateLiteral',
          quasis: texts.map((raw, place) => ({
            type: 'TemplateElement',
            value: { raw, cooked: raw },
            tail: place === texts.length - 1,
          })),
          expressions: structuredClone(node.expressions),
        };
      }
    }
  },
};

/** Adds it to those of Stryker, which takes none from outside: its own list is read whenever a file is broken. */
export async function breakSqlToo(): Promise<void> {
  const core = createRequire(import.meta.url).resolve('@stryker-mutator/core');
  const instrumenter = createRequire(core).resolve('@stryker-mutator/instrumenter');
  const list = pathToFileURL(join(instrumenter, '../mutators/mutate.js')).href;
  const { allMutators } = (await import(list)) as { allMutators: Mutator[] };
  allMutators.push(sqlMutator);
}
